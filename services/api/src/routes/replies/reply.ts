import '../../http/zod-openapi.ts';
import {
  type CannedReplyRow,
  CannedReplyRow as Row,
} from '@ringback/shared/db/texts/canned-replies.ts';
import { lintTemplate } from '@ringback/shared/domain/texts/lint-template.ts';
import { variablesIn } from '@ringback/shared/domain/texts/template.ts';
import { TEMPLATE_VARIABLES } from '@ringback/shared/domain/texts/template-values.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { text } from '../../http/fields.ts';

const Finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
});

/** Words kept ready, as the documentation names them. */
export const Reply = Row.extend({
  variables: z.array(z.string()),
  findings: z.array(Finding),
}).openapi('CannedReply');

export const byId = z.object({ id: z.uuid() });
export const replyFields = { name: text(100), body: text(1_600) };

/** A field of the lead's own is taken to be as long as a short sentence at most. */
const CUSTOM_LENGTH = 30;

/** With what it names and what is to be said about it; a person reads it before it is sent. */
export function replyOf(row: CannedReplyRow): z.infer<typeof Reply> {
  const variables = [...new Set(variablesIn(row.body).map(({ name }) => name))];
  const custom = variables.map((name) => [name, { p95Length: CUSTOM_LENGTH }] as const);
  const known = { ...Object.fromEntries(custom), ...TEMPLATE_VARIABLES };
  return { ...row, variables, findings: lintTemplate(row.body, known) };
}

/** What could not be filled for anybody is not kept. */
export function refuseMalformed(body: string | undefined): void {
  if (body === undefined) return;
  const fault = lintTemplate(body, {}).find(({ rule }) => rule === 'empty' || rule === 'malformed');
  if (!fault) return;
  throw new AppError('invalid_input', 'The words do not fit.', {
    faults: [{ path: 'body', found: fault.rule, expected: fault.message }],
  });
}

export const noSuchReply = () => new AppError('not_found', 'There is no such reply.');
