import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import { pickVariant } from '@ringback/shared/domain/campaigns/pick-variant.ts';
import { plain } from '@ringback/shared/domain/texts/segments.ts';
import { render } from '@ringback/shared/domain/texts/template.ts';
import { templateValues } from '@ringback/shared/domain/texts/template-values.ts';

export type Wording =
  | { ok: true; body: string; variant?: string; stepVersion?: number }
  | { ok: false; rule: 'no_words' | 'missing_values'; reason: string; missing: string[] };

/**
 * The words of a text. A campaign's words are rendered at sending, from the step as it is then; every
 * other text has its words already.
 */
export function wordStep({ message, step, lead, agent }: MessageContext): Wording {
  if (message.body !== null) return { ok: true, body: plain(message.body) };

  const variants = (step?.variants ?? []).map((variant) => ({ ...variant, key: variant.name }));
  const variant = pickVariant(String(message.enrollment_id), message.step ?? 0, variants);
  if (!step || !variant) {
    return { ok: false, rule: 'no_words', reason: 'The step has no words.', missing: [] };
  }
  const rendered = render(variant.body, templateValues(lead, agent));
  if (!rendered.ok) {
    return {
      ok: false,
      rule: 'missing_values',
      reason: 'The words need a value that is not known about this lead.',
      missing: rendered.missing,
    };
  }
  return {
    ok: true,
    body: plain(rendered.text),
    variant: variant.name,
    stepVersion: step.version,
  };
}
