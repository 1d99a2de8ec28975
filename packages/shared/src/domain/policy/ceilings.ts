import { destinationPrefix } from './destination-prefix.ts';

/** What a day may cost and how much may leave, over all campaigns and leads. */
export type Ceilings = {
  /** USD in a UTC day: all, calls alone, texts alone; null: no limit. */
  budgets: { day: number | null; calls: number | null; texts: number | null };
  /** The part of a budget that only answers to leads may use. */
  answerReserve: number;
  /** Contacts to numbers with the same beginning in an hour. */
  perPrefixHour: number;
  /** Contacts that one API key may ask for in a day. */
  perKeyDay: number;
};

/** Ceilings as a claim states them; the statement that commits the claim checks them. */
export type CeilingClaim = {
  prefix: string;
  prefix_per_hour: number;
  key_per_day: number;
  answer_reserve: number;
  budget_usd?: number;
  calls_budget_usd?: number;
  texts_budget_usd?: number;
};

export function ceilingsOn(phone: string, ceilings: Ceilings): CeilingClaim {
  const { day, calls, texts } = ceilings.budgets;
  return {
    prefix: destinationPrefix(phone),
    prefix_per_hour: ceilings.perPrefixHour,
    key_per_day: ceilings.perKeyDay,
    answer_reserve: ceilings.answerReserve,
    ...(day !== null && { budget_usd: day }),
    ...(calls !== null && { calls_budget_usd: calls }),
    ...(texts !== null && { texts_budget_usd: texts }),
  };
}

export type Spend = { total_usd: number; calls_usd: number; texts_usd: number };

/** How much of each budget is spent, 1 being all of it; a budget that is not set is left out. */
export function budgetUse(spend: Spend, { budgets }: Pick<Ceilings, 'budgets'>) {
  const of = (budget: 'day' | 'calls' | 'texts', spentUsd: number) => {
    const limitUsd = budgets[budget];
    if (limitUsd === null) return [];
    // A budget of nothing counts as fully spent.
    return [{ budget, spentUsd, limitUsd, used: limitUsd > 0 ? spentUsd / limitUsd : 1 }];
  };
  return [
    ...of('day', spend.total_usd),
    ...of('calls', spend.calls_usd),
    ...of('texts', spend.texts_usd),
  ];
}

/** From here on a person should look before it is all spent. */
export const NEARLY_SPENT = 0.8;
