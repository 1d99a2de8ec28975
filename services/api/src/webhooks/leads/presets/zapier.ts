import { isObject, type Preset, textOf } from './preset.ts';

const DEEPEST = 5;
const MOST = 500;

/**
 * Another service's lead as automations pass it on, with its objects nested or flat
 * (`data__phone`): every value under its own name, however deep.
 */
export const zapier: Preset = (body) => {
  const fields: [string, unknown][] = [];
  collect(body, 0);
  return { fields, isTest: false };

  function collect(value: Record<string, unknown>, depth: number): void {
    for (const [name, one] of Object.entries(value)) {
      if (fields.length >= MOST) return;
      const short = name.split('__').at(-1) || name;
      const pairs = pairsIn(one);
      if (pairs) fields.push(...pairs);
      else if (isObject(one) && depth < DEEPEST && short !== 'consent' && short !== 'custom') {
        collect(one, depth + 1);
      } else fields.push([short, one]);
    }
  }
};

/** A list of questions with their answers. */
function pairsIn(value: unknown): [string, unknown][] | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return null;
  const pairs = value.flatMap((one): [string, unknown][] => {
    const name =
      textOf(one['name']) ?? textOf(one['label']) ?? textOf(one['title']) ?? textOf(one['key']);
    const answer = one['value'] ?? one['values'] ?? one['answer'] ?? one['text'];
    const only = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
    return name && answer !== undefined ? [[name, only]] : [];
  });
  return pairs.length > 0 ? pairs : null;
}
