import type { Response } from 'express';
import { type Refusal, refusal } from './errors.ts';
import type { Form } from './order.ts';

export function refuse(res: Response, { status, body }: Refusal): void {
  res.status(status).json(body);
}

export function notFound(url: string): Refusal {
  return refusal(20404, `The requested resource ${url.split('?')[0]} was not found`);
}

export function formOf(body: unknown): Form {
  return typeof body === 'object' && body !== null ? (body as Form) : {};
}
