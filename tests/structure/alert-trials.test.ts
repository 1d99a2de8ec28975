import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { FETCH_MS, openPromtool, TRIALS, trialFiles } from './alert-mutations.ts';
import { ALERTS, alertRules } from './alert-rules.ts';

const Trial = z.object({
  rule_files: z.array(z.string()),
  tests: z.array(
    z.object({
      name: z.string(),
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }),
      ),
    }),
  ),
});

const trials = trialFiles.flatMap(
  (file) => Trial.parse(parse(readFileSync(join(TRIALS, file), 'utf8'))).tests,
);
const questionsAbout = (alert: string) =>
  trials.flatMap(({ alert_rule_test }) =>
    alert_rule_test.filter(({ alertname }) => alertname === alert),
  );

let promtool: ReturnType<typeof openPromtool>;
beforeAll(() => {
  promtool = openPromtool();
}, FETCH_MS);

describe('the trials of the alert rules', () => {
  it('begin from rules that Prometheus understands', () => {
    const { passed, output } = promtool.run('check', 'rules', ALERTS);
    expect([passed, output]).toEqual([true, expect.stringContaining('SUCCESS')]);
  });

  it('end as they should', () => {
    const files = trialFiles.map((file) => join(TRIALS, file));
    const { passed, output } = promtool.run('test', 'rules', ...files);
    expect([passed, output]).toEqual([true, expect.not.stringContaining('FAILED')]);
  });

  it.each(alertRules().map(({ alert }) => alert))(
    '%s fires in one trial and stays silent in another',
    (alert) => {
      const fires = questionsAbout(alert).map(({ exp_alerts }) => exp_alerts.length > 0);
      expect([fires.includes(true), fires.includes(false)]).toEqual([true, true]);
    },
  );

  // The proof `alert-trials` changes the rules in every other way, too.
  it('notice of every alert that it has another bound', () => {
    const noticed = promtool.noticed('has another bound');
    expect(alertRules().filter(({ alert }) => !noticed.has(alert))).toEqual([]);
  });
});
