import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Dice } from './dice.ts';
import type { Tally } from './tally.ts';

type Verb = (...args: never[]) => Promise<unknown>;
type Verbs<T> = { [Name in keyof T]: T[Name] extends Verb ? Name : never }[keyof T];

/**
 * A process that dies at any of these awaits: just before the rows hear of it, or when they have and
 * it does not know. Half of the share each.
 */
export function mortal<T extends object>(
  repository: T,
  { names, share, dice, tally }: { names: Verbs<T>[]; share: number; dice: Dice; tally: Tally },
): T {
  const verbs = names.map((name) => {
    const verb = repository[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    const dying = async (...args: unknown[]) => {
      if (dice.chance(share / 2)) throw died(`before ${String(name)}`);
      const answer = await verb(...args);
      if (dice.chance(share / 2)) throw died(`after ${String(name)}`);
      return answer;
    };
    return [name, dying] as const;
  });
  return { ...repository, ...Object.fromEntries(verbs) };

  function died(where: string): AppError {
    tally.count(`died ${where}`);
    return new AppError('database_unavailable', 'The process has died.');
  }
}

/** What a process would do that is not there any more. */
export async function dead(): Promise<never> {
  throw new AppError('database_unavailable', 'The process has died.');
}
