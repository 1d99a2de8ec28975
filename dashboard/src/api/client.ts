import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, OfflineError, type Problem } from './api-error.ts';
import type { paths } from './schema.d.ts';

let csrfToken: string | null = null;
let onSignedOut = () => {};

/** Sent along with whatever writes: a cookie alone could be sent by another site. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** The same for a request that is made without this client. */
export const csrfHeaders = (): Record<string, string> =>
  csrfToken ? { 'x-csrf-token': csrfToken } : {};

/** Called when an answer says that the session has ended. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

const WITHOUT_TOKEN = new Set(['GET', 'HEAD']);

const middleware: Middleware = {
  onRequest({ request }) {
    if (csrfToken && !WITHOUT_TOKEN.has(request.method)) {
      request.headers.set('x-csrf-token', csrfToken);
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    if (response.status === 401) onSignedOut();
    throw await errorOf(response);
  },
  onError({ error }) {
    return error instanceof ApiError ? error : new OfflineError(error);
  },
};

/** Every route of openapi.json, typed. Refusals are thrown as ApiError, silence as OfflineError. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(middleware);

type Answered<T> = { data?: T; error?: unknown };
type Body<T> = T extends { data: infer D } ? D : never;

/** The `data` of an answer. */
export async function dataOf<T extends { data: unknown }>(
  answer: Promise<Answered<T>>,
): Promise<Body<T>> {
  const { data } = await answer;
  if (data === undefined) throw new OfflineError('empty answer');
  return data.data as Body<T>;
}

/** A route that stands outside of openapi.json: signing in and out. */
export async function request<T>(method: string, path: string, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(csrfToken && !WITHOUT_TOKEN.has(method) ? { 'x-csrf-token': csrfToken } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch (error) {
    throw new OfflineError(error);
  }
  if (!response.ok) throw await errorOf(response);
  const text = await response.text();
  return (text ? (JSON.parse(text) as { data: T }).data : null) as T;
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const wait = Number(response.headers.get('retry-after'));
  return new ApiError(response.status, problem, Number.isFinite(wait) && wait > 0 ? wait : null);
}
