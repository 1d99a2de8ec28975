import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { alertRules } from './alert-rules.ts';
import { isTest, sourceFiles } from './source-files.ts';

const rules = alertRules();

/** Every metric that some service makes, by the name it has when it is scraped. */
const exposed = new Set(
  sourceFiles()
    .filter((file) => /^(services|packages)\//.test(file) && !isTest(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(
        /\b(?:counter|gauge|histogram|expose)\(\s*'([a-z][a-z0-9_]+)'/g,
      ),
    ])
    .map(([, name]) => `ringback_${name}`),
);

/** The parts of the runbook, by the anchor under which a link finds them. */
const runbook = new Map(
  readFileSync('docs/runbook.md', 'utf8')
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...text] = part.split('\n');
      return [title.toLowerCase(), text.join('\n').trim()];
    }),
);

describe('the alert rules', () => {
  it('are named once each', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    expect(rules.length).toBeGreaterThan(5);
  });

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s looks at what is there to be seen',
    (_, { expr }) => {
      const metrics = expr.match(/\bringback_[a-z0-9_]+/g) ?? [];
      expect(metrics.length).toBeGreaterThan(0);
      expect(metrics.filter((name) => !exposed.has(name))).toEqual([]);
    },
  );

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s leads to its own part of the runbook, which says something',
    (alert, { annotations }) => {
      expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(runbook.get(alert.toLowerCase())?.length ?? 0).toBeGreaterThan(80);
    },
  );

  it('and their runbook name no metric that is not there', () => {
    const named = readFileSync('docs/runbook.md', 'utf8').match(/\b[a-z]+_[a-z_]+_total\b/g) ?? [];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !exposed.has(name))).toEqual([]);
  });

  it('have all the parts of the runbook that are named like them', () => {
    const named = [...runbook.keys()].filter((anchor) => anchor.startsWith('ringback'));
    expect(named.sort()).toEqual(rules.map(({ alert }) => alert.toLowerCase()).sort());
  });
});
