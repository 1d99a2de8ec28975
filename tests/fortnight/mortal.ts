import type { Db } from '@ringback/shared/db/client.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Dice } from './dice.ts';
import type { Tally } from './tally.ts';

type Verb = (...args: never[]) => Promise<unknown>;
type Fate = { share: number; dice: Dice; tally: Tally };
type Verbs<T> = { [Name in keyof T]: T[Name] extends Verb ? Name : never }[keyof T];

/**
 * A process that dies at any of these awaits: just before the rows hear of it, or when they have and
 * it does not know. Half of the share each.
 */
export function mortal<T extends object>(
  repository: T,
  { names, share, dice, tally, as }: Fate & { names: Verbs<T>[]; as?: string },
): T {
  const verbs = names.map((name) => {
    const verb = repository[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    const dying = async (...args: unknown[]) => {
      if (dice.chance(share / 2)) throw died(`before ${as ?? String(name)}`);
      const answer = await verb(...args);
      if (dice.chance(share / 2)) throw died(`after ${as ?? String(name)}`);
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

/** The same for SQL functions; `names` says how each death is counted. */
export function mortalDb(
  db: Db,
  { names, share, dice, tally }: Fate & { names: Record<string, string> },
): Db {
  const rpc = (name: string, args: unknown) => {
    const ask = async () => db.rpc(name as never, args as never);
    const asWhom = names[name];
    if (asWhom === undefined) return ask();
    const { verb } = mortal({ verb: ask }, { names: ['verb'], share, dice, tally, as: asWhom });
    return verb();
  };
  return new Proxy(db, {
    get(target, key) {
      if (key === 'rpc') return rpc;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** What a process would do that is not there any more. */
export async function dead(): Promise<never> {
  throw new AppError('database_unavailable', 'The process has died.');
}
