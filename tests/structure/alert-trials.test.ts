import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { providePromtool } from '@ringback/embedded/provide-promtool.ts';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ALERTS, type AlertRules, alertRules, readAlerts } from './alert-rules.ts';

const TRIALS = 'deploy/prometheus/tests';
const FETCH_MS = 600_000;

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

const files = readdirSync(TRIALS).filter((file) => file.endsWith('.yml'));
const trials = files.flatMap(
  (file) => Trial.parse(parse(readFileSync(join(TRIALS, file), 'utf8'))).tests,
);
const questionsAbout = (alert: string) =>
  trials.flatMap(({ alert_rule_test }) =>
    alert_rule_test.filter(({ alertname }) => alertname === alert),
  );

let promtool: string;
beforeAll(() => {
  promtool = providePromtool({ cacheDir: 'node_modules/.cache/ringback' });
}, FETCH_MS);

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: 'utf8' });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

type Rule = AlertRules['groups'][number]['rules'][number];

/** Runs the same trials over other rules; of which alerts they say that something is wrong. */
function noticed(change: (rule: Rule) => Rule): Set<string> {
  const { groups } = readAlerts();
  const changed = groups.map(({ name, rules }) => ({ name, rules: rules.map(change) }));
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  mkdirSync(join(folder, 'tests'));
  writeFileSync(join(folder, 'alerts.yml'), stringify({ groups: changed }));
  for (const file of files) copyFileSync(join(TRIALS, file), join(folder, 'tests', file));
  const { output } = run('test', 'rules', ...files.map((file) => join(folder, 'tests', file)));
  rmSync(folder, { recursive: true });
  return new Set([...output.matchAll(/alertname: (\w+), time/g)].map(([, alert = '']) => alert));
}

describe('the trials of the alert rules', () => {
  it('begin from rules that Prometheus understands', () => {
    const { passed, output } = run('check', 'rules', ALERTS);
    expect([passed, output]).toEqual([true, expect.stringContaining('SUCCESS')]);
  });

  it('end as they should', () => {
    const { passed, output } = run('test', 'rules', ...files.map((file) => join(TRIALS, file)));
    expect([passed, output]).toEqual([true, expect.not.stringContaining('FAILED')]);
  });

  it.each(alertRules().map(({ alert }) => alert))(
    '%s is heard once, and once it is not',
    (alert) => {
      const told = questionsAbout(alert).map(({ exp_alerts }) => exp_alerts.length > 0);
      expect([told.includes(true), told.includes(false)]).toEqual([true, true]);
    },
  );

  it.each<[string, (rule: Rule) => Rule, missed?: string[]]>([
    ['is only written in another way', (rule) => rule, alertRules().map(({ alert }) => alert)],
    ['never sounds', (rule) => ({ ...rule, expr: 'vector(1) > 1' })],
    ['always sounds', (rule) => ({ ...rule, expr: 'vector(1) > 0' })],
    ['has another bound', (rule) => ({ ...rule, expr: rule.expr.replace(BOUND, ' > 1e9') })],
    ['sounds at once', (rule) => ({ ...rule, for: '0s' })],
    ['sounds hours later', (rule) => ({ ...rule, for: '3h' })],
    ['wakes other people', (rule) => ({ ...rule, labels: { severity: other(rule) } })],
    [
      'says another thing',
      (rule) => ({ ...rule, annotations: { ...rule.annotations, action: '-' } }),
    ],
  ])('notice of every alert that it %s', (_, change, missed = []) => {
    const heard = noticed(change);
    const deaf = alertRules().flatMap(({ alert }) => (heard.has(alert) ? [] : [alert]));
    expect(deaf).toEqual(missed);
  });
});

/** The last number in a question, with how it is compared. */
const BOUND = / (?:==|>=?) [\d.]+$/;
const other = ({ labels }: Rule) => (labels.severity === 'page' ? 'ticket' : 'page');
