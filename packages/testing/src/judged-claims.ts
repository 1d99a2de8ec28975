import {
  DEFAULT_NUMBER_RULES,
  type Dialable,
  dialable,
} from '@ringback/shared/domain/policy/judge-number.ts';

/** A claim whose number is judged on the way, as a worker judges it. */
export type Unjudged<Claim extends { number: Dialable }> = Omit<Claim, 'number'> & {
  number?: Dialable;
};

type Begins<Claim, Begun> = { begin: (id: string, claim: Claim, now: Date) => Promise<Begun> };

/** The repository with claims that may leave the number's verdict out: it is looked up and judged. */
export function judging<Claim extends { number: Dialable }, Begun, R extends Begins<Claim, Begun>>(
  repository: R,
  numberOf: (id: string) => Promise<string | undefined>,
): Omit<R, 'begin'> & Begins<Unjudged<Claim>, Begun> {
  return {
    ...repository,
    async begin(id, claim, now) {
      // Races are about who comes first: they bring the verdict, so that no look-up delays the claim.
      const number =
        claim.number ?? dialable((await numberOf(id)) ?? '+12025550100', DEFAULT_NUMBER_RULES);
      return repository.begin(id, { ...claim, number } as unknown as Claim, now);
    },
  };
}
