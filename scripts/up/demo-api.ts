import { z } from 'zod';

type Deps = { apiUrl: string; apiKey: string; signal: AbortSignal };

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

/** The few requests of the demonstration, as any client of the API would make them. */
export function createDemoApi({ apiUrl, apiKey, signal }: Deps) {
  async function ask(method: string, path: string, body?: object) {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      signal,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, ok: response.ok };
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
    async call(id: string): Promise<DemoCall> {
      const answer = await ask('GET', `/api/calls/${id}`);
      if (!answer.ok) throw new Error(refused('GET /api/calls', answer));
      return Call.parse(JSON.parse(answer.text).data);
    },
  };
}

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
