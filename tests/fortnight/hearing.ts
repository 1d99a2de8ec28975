import type {
  ArrivedText,
  InboundText,
  InboundTexts,
} from '@ringback/shared/db/texts/inbound-texts.ts';
import type { Tally } from './tally.ts';

export type Hearing = ReturnType<typeof createHearing>;

/** Notes when our house first had each text of a lead, by the carrier's name for it. */
export function createHearing({ now, tally }: { now: () => Date; tally: Tally }) {
  const heardAt = new Map<string, Date>();
  const foundFirst = new Set<string>();
  const kept: { sid: string; at: Date }[] = [];
  return {
    heardAt,
    /** Texts whose webhook came while the database was away. */
    kept,
    keep(sid: string): void {
      if (!heardAt.has(sid)) kept.push({ sid, at: now() });
    },
    through<T extends Pick<InboundTexts, 'receive'>>(inboundTexts: T): T {
      const receive = async (text: InboundText, at: Date): Promise<ArrivedText> => {
        const arrived = await inboundTexts.receive(text, at);
        const isFound = text.written_at !== undefined;
        const { provider_sid: sid } = text;
        if (!heardAt.has(sid)) {
          heardAt.set(sid, now());
          if (isFound) {
            foundFirst.add(sid);
            tally.count('text found in the carrier’s list');
          }
        } else if (isFound) {
          tally.count('text found that its webhook had brought');
        } else if (foundFirst.delete(sid)) {
          tally.count('webhook told after its text was found');
        }
        return arrived;
      };
      return { ...inboundTexts, receive };
    },
  };
}
