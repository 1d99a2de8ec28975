import { type KnownVariables, lintTemplate } from '@ringback/shared/domain/texts/lint-template.ts';
import { TEMPLATE_VARIABLES } from '@ringback/shared/domain/texts/template-values.ts';
import type { Fault } from '@ringback/shared/runtime/errors.ts';

/** One wording with its place in the request and its step. */
export type Words = { path: string; body: string; at: number };

export type Warning = { path: string; rule: string; message: string };

/** A custom field of a lead is assumed to be at most as long as a short sentence. */
const CUSTOM_LENGTH = 30;
const HOW_TO_NAME_MORE = 'Custom fields of leads may be used once rules.variables names them.';
const TOLL_FREE = /^\+1(?:800|833|844|855|866|877|888)/;

/** Problems of the words of a campaign: errors prevent saving, warnings do not. */
export function judgeWords(
  words: Words[],
  sender: string,
  variables: string[] = [],
): { faults: Fault[]; warnings: Warning[] } {
  const custom = variables.map((name) => [name, { p95Length: CUSTOM_LENGTH }] as const);
  const known: KnownVariables = { ...Object.fromEntries(custom), ...TEMPLATE_VARIABLES };
  const found = words.flatMap(({ path, body, at }) =>
    lintTemplate(body, known, { first: at === 0, tollFree: TOLL_FREE.test(sender) }).map(
      (fault) => ({ path, ...fault }),
    ),
  );
  return {
    faults: found
      .filter(({ severity }) => severity === 'error')
      .map(({ path, rule, message }) => ({
        path,
        found: rule,
        expected: rule === 'unknown_variable' ? `${message} ${HOW_TO_NAME_MORE}` : message,
      })),
    warnings: found
      .filter(({ severity }) => severity === 'warning')
      .map(({ path, rule, message }) => ({ path, rule, message })),
  };
}

const UNUSED =
  'These words are not used: in a call the agent speaks by its prompt and the goal of the campaign.';

/** A call step has no words, so words for it get a warning. */
export function unusedWords(steps: { channel: string; variants: unknown[] }[]): Warning[] {
  return steps.flatMap(({ channel, variants }, at) =>
    channel === 'call' && variants.length > 0
      ? [{ path: `steps.${at}.variants`, rule: 'words_of_a_call', message: UNUSED }]
      : [],
  );
}
