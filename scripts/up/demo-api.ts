import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

type Deps = { apiUrl: string; apiKey: string; signal: AbortSignal; againMs?: number };

/** A machine that is busy with its first start answers 503 now and then: the database was too slow. */
const TRIES = 20;
const AGAIN_MS = 500;

const Lead = z.object({ id: z.coerce.number(), phone: z.string() });
const Scheduled = z.object({ call_id: z.string(), status: z.string() });
const Call = z.object({
  status: z.string(),
  run_at: z.string(),
  held_reason: z.string().nullish(),
  answered_by: z.string().nullish(),
  end_reason: z.string().nullish(),
  analysis: z
    .object({
      outcome: z.string().nullish(),
      outcome_quote: z.string().nullish(),
      summary: z.string().nullish(),
    })
    .nullish(),
});
const Problem = z.object({ title: z.string().optional(), detail: z.string().optional() });

export type DemoCall = z.infer<typeof Call>;

const Named = z.object({ id: z.string(), name: z.string() });
const CameIn = z.union([
  z.object({ result: z.string(), conversation_id: z.string().nullish() }),
  z.object({ spooled: z.literal(true) }),
]);
const Chat = z.object({
  conversation: z.object({
    owner: z.string(),
    conversion_status: z.string().nullish(),
    ended_at: z.string().nullish(),
    end_reason: z.string().nullish(),
    end_evidence: z.object({ words: z.string().nullish() }).nullish(),
    handover_reason: z.string().nullish(),
  }),
  messages: z.array(
    z.object({
      seq: z.number(),
      direction: z.enum(['inbound', 'outbound']),
      author: z.string(),
      body: z.string().nullish(),
      media: z.array(z.unknown()),
      delivery_status: z.string(),
    }),
  ),
  planned: z.array(z.object({ delivery_status: z.string(), held_reason: z.string().nullish() })),
});
export type DemoChat = z.infer<typeof Chat>;

/** The few requests of the demonstration, as any client of the API would make them. */
export function createDemoApi({ apiUrl, apiKey, signal, againMs = AGAIN_MS }: Deps) {
  async function askOnce(method: string, path: string, body?: object) {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, ok: response.ok };
  }

  /** Asks again while the answer is to come back later; a 503 has written nothing. */
  async function ask(method: string, path: string, body?: object) {
    for (let tries = 1; ; tries += 1) {
      const answer = await askOnce(method, path, body);
      if (!isForLater(answer) || tries === TRIES) return answer;
      await pause(againMs, undefined, { signal });
    }
  }

  return {
    /** Makes the lead, or finds the one that has this number already. */
    async lead(lead: { name: string; phone: string; timezone: string }): Promise<number> {
      const made = await ask('POST', '/api/leads', lead);
      if (made.ok) return Lead.parse(JSON.parse(made.text).data).id;
      if (made.status !== 409) throw new Error(refused('POST /api/leads', made));
      const found = await ask('GET', `/api/leads?q=${encodeURIComponent(lead.phone)}`);
      if (!found.ok) throw new Error(refused('GET /api/leads', found));
      const rows = z.array(Lead).parse(JSON.parse(found.text).data);
      const match = rows.find(({ phone }) => phone === lead.phone);
      if (!match) throw new Error(refused('POST /api/leads', made));
      return match.id;
    },
    /** The new call, or in words why there is none. */
    async schedule(call: object): Promise<{ id: string } | { refusal: string }> {
      const answer = await ask('POST', '/api/queue/schedule-call', call);
      if (!answer.ok) return { refusal: refused('POST /api/queue/schedule-call', answer) };
      return { id: Scheduled.parse(JSON.parse(answer.text).data).call_id };
    },
    /** Makes the campaign and starts it, or finds the one of that name. */
    async campaign(campaign: { name: string; steps: object[] }): Promise<string> {
      const made = await ask('POST', '/api/campaigns', campaign);
      const all = made.ok ? null : await ask('GET', '/api/campaigns');
      const found = all?.ok ? z.array(Named).parse(JSON.parse(all.text).data) : [];
      const known = made.ok
        ? Named.parse(JSON.parse(made.text).data)
        : found.find(({ name }) => name === campaign.name);
      if (!known) throw new Error(refused('POST /api/campaigns', made));
      const started = await ask('POST', `/api/campaigns/${known.id}/start`);
      if (!started.ok) throw new Error(refused('POST /api/campaigns/…/start', started));
      return known.id;
    },
    /** Submits a form as a lead. The conversation, or in words why there is none. */
    async comeIn(lead: object): Promise<{ conversationId: string } | { refusal: string }> {
      const answer = await ask('POST', '/webhooks/leads/demo', lead);
      if (!answer.ok) return { refusal: refused('POST /webhooks/leads/demo', answer) };
      const cameIn = CameIn.parse(JSON.parse(answer.text).data);
      if ('spooled' in cameIn) return { refusal: 'waits until the database is back' };
      const { result, conversation_id: id } = cameIn;
      return id ? { conversationId: id } : { refusal: `came in: ${result}` };
    },
    /** What was written in a conversation after a place in it. */
    async chat(id: string, after: number): Promise<DemoChat> {
      const path = `/api/conversations/${id}/messages?after=${after}`;
      const answer = await ask('GET', path);
      if (!answer.ok) throw new Error(refused('GET /api/conversations/…/messages', answer));
      return Chat.parse(JSON.parse(answer.text).data);
    },
    async call(id: string): Promise<DemoCall> {
      const answer = await ask('GET', `/api/calls/${id}`);
      if (!answer.ok) throw new Error(refused('GET /api/calls', answer));
      return Call.parse(JSON.parse(answer.text).data);
    },
  };
}

/** 503, or a lead that was kept: the same form asked again is answered with what became of it. */
const isForLater = ({ status, text }: { status: number; text: string }): boolean =>
  status === 503 || (status === 202 && /"spooled":true/.test(text));

function refused(what: string, answer: { status: number; text: string }): string {
  let why = answer.text.slice(0, 200);
  try {
    const { title, detail } = Problem.parse(JSON.parse(answer.text));
    why = detail ?? title ?? why;
  } catch {
    // Not a problem document: its beginning says most.
  }
  return `${what} answered ${answer.status}: ${why}`;
}
