import './zod-openapi.ts';
import type { ApiKeyRow, Role } from '@ringback/shared/db/access/api-keys.ts';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';

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
  /** The lowest role that may use it. */
  access: Role;
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

/** Who asks, by which key. */
export type Caller = Pick<ApiKeyRow, 'id' | 'role'>;

/** Lets in callers with that role or a higher one, and notes who the caller is. */
export type Authenticate = (access: Role) => RequestHandler;

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
