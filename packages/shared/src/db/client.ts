import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import pLimit from 'p-limit';
import { AppError } from '../runtime/errors.ts';
import { patience } from '../runtime/patience.ts';
import type { Database, Json } from './database.types.ts';
import { outageReason } from './outage.ts';
import { noLead } from './own-number.ts';
import { storable } from './storable.ts';

export type Db = SupabaseClient<Database>;

export type DbConfig = {
  url: string;
  secretKey: string;
  /** How long one request may take, in milliseconds; supabase-js itself waits for ever. */
  timeoutMs?: number;
  /** Stands in for the network where the database runs in this process. */
  fetch?: typeof fetch;
};

const TIMEOUT_MS = 5_000;
/** More at once would only wait over there, and run into the time limit while waiting. */
const AT_ONCE = 16;

export function connectDb({
  url,
  secretKey,
  timeoutMs = TIMEOUT_MS,
  fetch: base = fetch,
}: DbConfig): Db {
  const inTurn = pLimit(AT_ONCE);
  const timed: typeof fetch = (input, init) =>
    inTurn(() => {
      const late = patience(timeoutMs);
      const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
      const body = typeof init?.body === 'string' ? { body: storable(init.body) } : {};
      return base(input, { ...init, ...body, signal });
    });
  return createClient<Database>(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    // It would ask a dead database again for seconds; whoever waits wants to know now.
    db: { retry: false },
    global: { fetch: timed },
  });
}

type Failure = { code?: string; message: string };

/** supabase-js reports failure in the result; here it becomes a throw, once and for all. */
export function dbError(operation: string, error: Failure, status?: number): AppError {
  const facts = { operation, sqlstate: error.code, status };
  const away = outageReason(error.code, status);
  if (away !== null) {
    const message = `The database cannot be used right now. ${away} Try again later.`;
    return new AppError('database_unavailable', message, { cause: error, facts });
  }
  return (
    noLead(error, facts) ?? new AppError('internal', `${operation} failed`, { cause: error, facts })
  );
}

type Functions = Database['public']['Functions'];

/** Two transactions stood in each other's way, and Postgres took this one back whole. */
const TAKEN_BACK = new Set(['40P01', '40001']);

/** Calls one SQL function and gives back what it returned, still to be parsed. */
export async function callFunction<Name extends keyof Functions & string>(
  db: Db,
  name: Name,
  args: Functions[Name]['Args'],
): Promise<unknown> {
  const { data, error, status } = await untilThrough(() => db.rpc(name, args as never));
  if (error) throw dbError(name, error, status);
  return data as unknown;
}

/** The one row of a function that answers with a row; undefined where it has none. */
export async function callForRow<Name extends keyof Functions & string>(
  db: Db,
  name: Name,
  args: Functions[Name]['Args'],
): Promise<unknown> {
  const rows = await callFunction(db, name, args);
  return Array.isArray(rows) ? (rows[0] as unknown) : rows;
}

/** Says a statement again that Postgres took back: nothing was done, and who stood in the way is through. */
export async function untilThrough<Answer extends { error: Failure | null }>(
  ask: () => PromiseLike<Answer>,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (!TAKEN_BACK.has(answer.error?.code ?? '') || tries === 3) return answer;
  }
}

/** A value that has been through JSON is JSON; the compiler cannot see that of `unknown`. */
export function asJson(value: object | null): NonNullable<Json> {
  return value as NonNullable<Json>;
}
