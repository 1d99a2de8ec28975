import { beforeAll, expect, it } from '@jest/globals';
import { FETCH_MS, MUTATIONS, openPromtool } from '../structure/alert-mutations.ts';
import { alertRules } from '../structure/alert-rules.ts';

const UNCHANGED = 'is only written in another way';

let promtool: ReturnType<typeof openPromtool>;
beforeAll(() => {
  promtool = openPromtool();
}, FETCH_MS);

/** Rules that are wrong in each way that a rule can be: the trials notice every one. */
it.each(Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[])(
  'the trials notice of every alert that it %s',
  (mutation) => {
    const noticed = promtool.noticed(mutation);
    const missed = alertRules().flatMap(({ alert }) => (noticed.has(alert) ? [] : [alert]));
    const figures = {
      proof: 'alert-trials',
      mutation,
      noticed: noticed.size,
      missed: missed.length,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    expect(missed).toEqual(mutation === UNCHANGED ? alertRules().map(({ alert }) => alert) : []);
  },
);
