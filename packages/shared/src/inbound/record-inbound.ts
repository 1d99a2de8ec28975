import { nobodyIn } from '../db/own-number.ts';
import type { ArrivedText, InboundTexts } from '../db/texts/inbound-texts.ts';
import { decideOptOut, type OptOutDecision } from '../domain/opt-out/decide-opt-out.ts';
import { otherParty } from '../domain/other-party.ts';
import type { ParsedPhone } from '../domain/phone-number/phone.ts';
import type { ConfirmedBy } from '../domain/texts/confirmation.ts';
import { type Said, saidIn } from '../domain/texts/own-words.ts';
import { type Lines, whatToSay } from '../domain/texts/what-to-say.ts';
import { fetchMedia, smsReply } from '../jobs/catalog.ts';
import type { Enqueue } from '../queue/producer.ts';
import type { Logger } from '../runtime/logger.ts';
import { foundIn } from './found-in.ts';
import type { Known, WhoIs } from './who-is.ts';

/** A text of a lead, from any provider. */
export type CameIn = {
  provider: string;
  provider_sid: string;
  same_as?: string;
  from: string;
  to: string;
  service?: string | undefined;
  body: string;
  media?: { url: string; type?: string }[];
  source_message_id?: string;
  carrier_opt_out?: 'STOP' | 'START' | 'HELP' | undefined;
  /** A text that was found in the carrier's list: its webhook never came, or has not come yet. */
  written_at?: Date;
  /** The stamp of its arrival: its place among the texts of this number. */
  arrived_at?: string;
};

export type TextRules = {
  lines: Lines;
  confirmedBy: ConfirmedBy;
  optOutScope: 'all' | 'sms';
  debounceSeconds: number;
  capSeconds: number;
};

type Deps = {
  inboundTexts: Pick<InboundTexts, 'receive'>;
  whoIs: WhoIs;
  enqueue: Enqueue;
  /** Puts a planned text into the queue. If the job is lost, the sweep finds the text. */
  sendSoon: (messageId: string) => Promise<unknown>;
  readPhone: (text: string) => ParsedPhone;
  rules: TextRules;
  log: Logger;
  newId: () => string;
};

/** `anonymous`: from no number, as short codes and names are. `own_number`: from an own number. */
export type RecordedText = { result: ArrivedText['result'] | 'anonymous' | 'own_number' };

export type RecordInbound = (text: CameIn, at: Date) => Promise<RecordedText>;

/**
 * A text with all that follows from it: stored, campaigns paused, an opt-out in force, all before
 * the webhook is answered. The jobs only speed it up; a sweep finds the same work.
 */
export function createRecordInbound(deps: Deps): RecordInbound {
  const { inboundTexts, whoIs, enqueue, sendSoon, readPhone, rules, log } = deps;

  return async (text, at) => {
    const from = otherParty({ direction: 'inbound', from: text.from, to: text.to });
    if (from === null) return { result: 'anonymous' };
    try {
      return await record({ ...text, from }, at);
    } catch (thrown) {
      if (nobodyIn(thrown) === null) throw thrown;
      log.warn({ provider: text.provider }, 'own number wrote to us: not answered');
      return { result: 'own_number' };
    }
  };

  async function record(text: CameIn, at: Date): Promise<ArrivedText> {
    // Only a sender without a lead is looked up: the name then comes from the number's last
    // contact.
    const known = await whoIs(text.from, at);
    const name = known.lead?.name;
    const said = saidIn(text.body, { ours: oursIn(known), media: text.media?.length ?? 0 });
    const decision = decide(text, said, known);
    const line = whatToSay(
      {
        decision,
        body: text.body,
        ourNumber: text.to,
        carrierActed: text.carrier_opt_out !== undefined,
        ageMs: lateMs(text, at),
      },
      rules,
    );
    const country = countryOf(text.from);
    const { carrier_opt_out: _, service, written_at: writtenAt, ...rest } = text;
    const arrived = await inboundTexts.receive(
      {
        ...rest,
        message_id: deps.newId(),
        ...(service ? { service } : {}),
        ...(country ? { country } : {}),
        ...(name ? { name } : {}),
        ...(writtenAt ? { written_at: writtenAt.toISOString() } : {}),
        debounce_seconds: rules.debounceSeconds,
        cap_seconds: rules.capSeconds,
        opt_out: foundIn(said, decision, rules.optOutScope),
        ...(line === null ? {} : { notice: { message_id: deps.newId(), body: line } }),
      },
      at,
    );
    await nudge(arrived, at);
    const { message, conversation, result, paused, reopened, created_lead } = arrived;
    log.info(
      {
        messageId: message.message_id,
        conversationId: conversation.id,
        leadId: arrived.lead?.id,
        result,
        foundBy: known.foundBy,
        optOut: decision.kind,
        said: said.kind,
        rule: decision.rule,
        owner: conversation.owner,
        paused,
        reopened,
        createdLead: created_lead,
        lateSeconds: writtenAt && Math.round(lateMs(text, at) / 1_000),
      },
      'text received',
    );
    return arrived;
  }

  function decide(
    { body, carrier_opt_out: keyword }: CameIn,
    said: Said,
    known: Known,
  ): OptOutDecision {
    const decision = decideOptOut(said.words, { before: textBefore(known) });
    // What the carrier blocks is suppressed, in any language.
    const endsTexts = decision.kind === 'opt_out' && decision.scope !== 'voice';
    if (keyword === 'STOP' && !endsTexts) {
      const { normalized } = decision;
      return { kind: 'opt_out', scope: 'all', rule: 'carrier', words: body.trim(), normalized };
    }
    if (keyword === 'START' && decision.kind === 'none') {
      const { normalized } = decision;
      return { kind: 'opt_in', rule: 'carrier', words: body.trim(), normalized };
    }
    return decision;
  }

  async function nudge(arrived: ArrivedText, at: Date): Promise<void> {
    const { conversation, message, notice_id: noticeId } = arrived;
    if (noticeId) await sendSoon(noticeId);
    if (message.media.some(({ state }) => state === 'pending')) {
      await enqueue(fetchMedia, { messageId: message.message_id }).catch((err: unknown) =>
        log.warn({ err, messageId: message.message_id }, 'pictures without their job'),
      );
    }
    if (conversation.reply_due_at === null) return;
    const delayMs = Math.max(0, Date.parse(conversation.reply_due_at) - at.getTime());
    const payload = { conversationId: conversation.id, seq: conversation.last_inbound_seq };
    await enqueue(smsReply, payload, { delayMs }).catch((err: unknown) =>
      log.warn({ err, conversationId: conversation.id }, 'answer owed without its job'),
    );
  }

  function countryOf(from: string): string | undefined {
    const phone = readPhone(from);
    return phone.ok ? phone.country : undefined;
  }
}

function lateMs({ written_at: writtenAt }: CameIn, at: Date): number {
  return writtenAt ? Math.max(0, at.getTime() - writtenAt.getTime()) : 0;
}

/** The last texts sent to this lead. */
function oursIn({ history }: Known): string[] {
  return history.texts.flatMap(({ direction, body }) => (direction === 'outbound' ? [body] : []));
}

/** The text before this one, if the lead wrote both in one go. */
function textBefore({ history }: Known): string | null {
  const last = history.texts.at(-1);
  return last?.direction === 'inbound' ? last.body : null;
}
