import './zod-openapi.ts';
import type { Role } from '@ringback/shared/db/access/api-keys.ts';
import type { UserRow } from '@ringback/shared/db/access/users.ts';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';

/** Who may use a route: a role and those above it, any user who is signed in (no key), or everybody. */
export type Access = Role | 'person' | 'anyone';

/** A part of a request that has a schema of its own. */
export type Part = z.ZodObject | undefined;

/**
 * One route: the schemas that check its requests are those that its documentation is made from.
 * `path` is written as in OpenAPI, with `{id}`.
 */
export type Spec<
  Params extends Part = Part,
  Query extends Part = Part,
  Headers extends Part = Part,
  Body extends Part = Part,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  tag: string;
  summary: string;
  description?: string;
  access: Access;
  params?: Params;
  query?: Query;
  headers?: Headers;
  body?: Body;
  /** The body is a file, which the handler reads as it arrives. */
  upload?: { contentTypes: string[]; description: string };
  /** The first one is what it usually answers. */
  answers: Record<number, { description: string; schema?: z.ZodType; contentType?: string }>;
  /** Statuses it may refuse with, besides those that every route has. */
  refusals: number[];
};

type Parsed<P extends Part> = P extends z.ZodObject ? z.output<P> : Record<string, never>;

export type Input<S> =
  S extends Spec<infer P, infer Q, infer H, infer B>
    ? { params: Parsed<P>; query: Parsed<Q>; headers: Parsed<H>; body: Parsed<B> }
    : never;

/** Somebody who is signed in, and what shows that a page of ours asks in their name. */
export type SignedIn = { sessionId: string; csrfToken: string; user: UserRow };

/** `id` is that of the key or the user; `credentialId` that of the key or the session. */
type Who = { id: string; credentialId: string; role: Role; name: string };

/** Who asks: a program by its key, or a person by a session. */
export type Caller = (Who & { kind: 'key' }) | (Who & { kind: 'user'; session: SignedIn });

/** Accepts callers with that role or a higher one, and notes who they are. */
export type Authenticate = (access: Exclude<Access, 'anyone'>) => RequestHandler;

export type Context = { caller: Caller; req: Request; res: Response };

/** The answer's `data`; `null` when the handler has written the response itself. */
export type Answer = { status: number; data: unknown; nextCursor?: string | null };

/** The specs in a list have different shapes; `endpoint` checked each handler against its own. */
export type Route = {
  spec: Spec;
  handle: (input: never, context: Context) => Promise<Answer | null>;
};

export const ok = (data: unknown): Answer => ({ status: 200, data });

export const page = (data: unknown[], nextCursor: string | null): Answer => ({
  status: 200,
  data,
  nextCursor,
});

/** `{"success": true, "data": …}` */
export const one = (data: z.ZodType) => z.object({ success: z.literal(true), data });

/** The same for a list, with the way to its next page. */
export const many = (item: z.ZodType) =>
  z.object({ success: z.literal(true), data: z.array(item), next_cursor: z.string().nullable() });
