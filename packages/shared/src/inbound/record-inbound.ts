import { nobodyIn } from '../db/own-number.ts';
import type { ArrivedText, InboundTexts } from '../db/texts/inbound-texts.ts';
import { decideOptOut, type OptOutDecision } from '../domain/opt-out/decide-opt-out.ts';
import { otherParty } from '../domain/other-party.ts';
import type { ParsedPhone } from '../domain/phone-number/phone.ts';
import type { ConfirmedBy } from '../domain/texts/confirmation.ts';
import { type Said, saidIn } from '../domain/texts/own-words.ts';
import { type Lines, whatToSay } from '../domain/texts/what-to-say.ts';
import { smsReply } from '../jobs/catalog.ts';
import type { Enqueue } from '../queue/producer.ts';
import type { Logger } from '../runtime/logger.ts';
import { foundIn } from './found-in.ts';
import type { Known, WhoIs } from './who-is.ts';

/** A text of a lead, whoever brought it. */
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
  /** Of a text that was found at the carrier: its webhook never came, or has not come yet. */
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
  /** Puts a planned text into the queue. Lost, it is found by the sweep. */
  sendSoon: (messageId: string) => Promise<unknown>;
  readPhone: (text: string) => ParsedPhone;
  rules: TextRules;
  log: Logger;
  newId: () => string;
};

/** `anonymous`: from no number, as short codes and names are. `own_number`: we wrote to ourselves. */
export type RecordedText = { result: ArrivedText['result'] | 'anonymous' | 'own_number' };

export type RecordInbound = (text: CameIn, at: Date) => Promise<RecordedText>;

/**
 * A text with all that follows from it: stored, campaigns paused, an opt-out made law, all before
 * anybody is answered. The jobs are nudges; what they are about is found by a sweep too.
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
      log.warn({ provider: text.provider }, 'a number of our own writes to us: nobody answers');
      return { result: 'own_number' };
    }
  };

  async function record(text: CameIn, at: Date): Promise<ArrivedText> {
    // Only who has no lead yet is asked for: the name then comes from whoever knows the number.
    const known = await whoIs(text.from, at);
    const name = known.lead?.name;
    const said = saidIn(text.body, { ours: oursIn(known), media: text.media?.length ?? 0 });
    const decision = heard(text, said, known);
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
      'text came in',
    );
    return arrived;
  }

  function heard(
    { body, carrier_opt_out: told }: CameIn,
    said: Said,
    known: Known,
  ): OptOutDecision {
    const decision = decideOptOut(said.words, { before: textBefore(known) });
    // What the carrier blocks is blocked, in whatever language it was said.
    const endsTexts = decision.kind === 'opt_out' && decision.scope !== 'voice';
    if (told === 'STOP' && !endsTexts) {
      const { normalized } = decision;
      return { kind: 'opt_out', scope: 'all', rule: 'carrier', words: body.trim(), normalized };
    }
    if (told === 'START' && decision.kind === 'none') {
      const { normalized } = decision;
      return { kind: 'opt_in', rule: 'carrier', words: body.trim(), normalized };
    }
    return decision;
  }

  async function nudge(arrived: ArrivedText, at: Date): Promise<void> {
    const { conversation, notice_id: noticeId } = arrived;
    if (noticeId) await sendSoon(noticeId);
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

/** What this lead was sent last. */
function oursIn({ history }: Known): string[] {
  return history.texts.flatMap(({ direction, body }) => (direction === 'outbound' ? [body] : []));
}

/** The text before this one, if the lead wrote both in one go. */
function textBefore({ history }: Known): string | null {
  const last = history.texts.at(-1);
  return last?.direction === 'inbound' ? last.body : null;
}
