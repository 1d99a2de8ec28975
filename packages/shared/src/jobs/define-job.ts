import { z } from 'zod';

/** The services that take jobs out of the queue. */
export const JOB_SERVICES = ['call-worker', 'sms-worker', 'analyzer'] as const;
export type JobService = (typeof JOB_SERVICES)[number];

/** The kinds of row that a job can be about. */
export type RowKind = 'call' | 'message' | 'conversation' | 'delivery' | 'notification';
/** The row's id, under each kind that it can be of; empty: the job is about no single row. */
export type About = Partial<Record<RowKind, string>>;

/** A job that is added on a schedule. Its payload is fixed, and with it its id. */
export type Schedule<Payload> = {
  everyMs: number;
  payload: Payload;
  /** Also added between two rounds, as soon as `work_due` names the job. */
  whenDue?: true;
};

/** What both ends of a queue must agree on. Plain data: importing it opens no connection. */
export type Job<Payload, Name extends string = string, Service extends JobService = JobService> = {
  /** Names the queue and the job: one kind of work, one queue. */
  name: Name;
  /** The one service that works on it. */
  service: Service;
  payload: z.ZodType<Payload>;
  /** The same id is the same work: adding it again changes nothing. Never only digits, no `:`. */
  id: (payload: Payload) => string;
  /** What the job with this id is about; null: no job of this kind has such an id. */
  about: (id: string) => About | null;
  /** Attempts after failures of our own; failures of the provider are not the queue's to retry. */
  attempts: number;
  backoffMs: number;
  schedule?: Schedule<Payload>;
};

export type PayloadOf<J> = J extends Job<infer Payload> ? Payload : never;

/** `<prefix>-<part>-<part>`. Where the job is about a row, the first part is the row's id. */
type IdForm<Payload> = {
  prefix: string;
  about: readonly RowKind[];
  parts: (payload: Payload) => (string | number)[];
};

/** Without an `id` there is one job of the kind at a time, and its id is the name. */
type Definition<Payload, Name extends string, Service extends JobService> = Omit<
  Job<Payload, Name, Service>,
  'id' | 'about' | 'schedule'
> & { id?: IdForm<NoInfer<Payload>>; schedule?: Schedule<NoInfer<Payload>> };

export function defineJob<Payload, const Name extends string, const Service extends JobService>(
  definition: Definition<Payload, Name, Service>,
): Job<Payload, Name, Service> {
  const { id: form, ...rest } = definition;
  const { name } = rest;
  if (!form) return { ...rest, id: () => name, about: (id) => (id === name ? {} : null) };
  return {
    ...rest,
    id: (payload) => [form.prefix, ...form.parts(payload)].join('-'),
    about: (id) => readId(id, form),
  };
}

const UUID_LENGTH = 36;

function readId(id: string, { prefix, about }: Omit<IdForm<never>, 'parts'>): About | null {
  if (!id.startsWith(`${prefix}-`)) return null;
  const parts = id.slice(prefix.length + 1);
  if (about.length === 0) return {};
  const rowId = parts.slice(0, UUID_LENGTH);
  const next = parts.charAt(UUID_LENGTH);
  if (!z.uuid().safeParse(rowId).success || (next !== '' && next !== '-')) return null;
  return Object.fromEntries(about.map((kind) => [kind, rowId]));
}
