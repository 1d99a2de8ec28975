import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providePromtool } from '@ringback/embedded/provide-promtool.ts';
import { stringify } from 'yaml';
import { type AlertRules, readAlerts } from './alert-rules.ts';

export const TRIALS = 'deploy/prometheus/tests';
/** promtool comes from the network where the machine has none. */
export const FETCH_MS = 600_000;

export const trialFiles = readdirSync(TRIALS).filter((file) => file.endsWith('.yml'));

type Rule = AlertRules['groups'][number]['rules'][number];

/** The last number in a question, with how it is compared. */
const BOUND = / (?:==|>=?) [\d.]+$/;
const other = ({ labels }: Rule) => (labels.severity === 'page' ? 'ticket' : 'page');

/** What can be wrong with a rule, each by how a sentence about the alert says it. */
export const MUTATIONS = {
  'is only written in another way': (rule: Rule) => rule,
  'never sounds': (rule: Rule) => ({ ...rule, expr: 'vector(1) > 1' }),
  'always sounds': (rule: Rule) => ({ ...rule, expr: 'vector(1) > 0' }),
  'has another bound': (rule: Rule) => ({ ...rule, expr: rule.expr.replace(BOUND, ' > 1e9') }),
  'sounds at once': (rule: Rule) => ({ ...rule, for: '0s' }),
  'sounds hours later': (rule: Rule) => ({ ...rule, for: '3h' }),
  'wakes other people': (rule: Rule) => ({ ...rule, labels: { severity: other(rule) } }),
  'says another thing': (rule: Rule) => ({
    ...rule,
    annotations: { ...rule.annotations, action: '-' },
  }),
} satisfies Record<string, (rule: Rule) => Rule>;

/** Runs Prometheus's own tool over rules and trials. */
export function openPromtool() {
  const promtool = providePromtool({ cacheDir: 'node_modules/.cache/ringback' });

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(promtool, args, { encoding: 'utf8' });
    return { passed: status === 0, output: `${stdout}${stderr}` };
  }

  /** Runs the same trials over changed rules: the alerts of which they say that something is wrong. */
  function noticed(mutation: keyof typeof MUTATIONS): Set<string> {
    const { groups } = readAlerts();
    const changed = groups.map(({ name, rules }) => ({
      name,
      rules: rules.map(MUTATIONS[mutation]),
    }));
    const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
    mkdirSync(join(folder, 'tests'));
    writeFileSync(join(folder, 'alerts.yml'), stringify({ groups: changed }));
    for (const file of trialFiles) copyFileSync(join(TRIALS, file), join(folder, 'tests', file));
    const { output } = run(
      'test',
      'rules',
      ...trialFiles.map((file) => join(folder, 'tests', file)),
    );
    rmSync(folder, { recursive: true });
    return new Set([...output.matchAll(/alertname: (\w+), time/g)].map(([, alert = '']) => alert));
  }

  return { run, noticed };
}
