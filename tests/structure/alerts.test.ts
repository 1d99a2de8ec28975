import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { isTest, sourceFiles } from './source-files.ts';

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Ringback[A-Za-z]+$/),
          expr: z.string().min(1),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string().min(1), action: z.string().min(1) }),
        }),
      ),
    }),
  ),
});

const rules = Rules.parse(
  parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')),
).groups.flatMap((group) => group.rules);

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

  it.each(rules.map(({ alert, expr }) => [alert, expr] as const))(
    '%s has its brackets in pairs and asks a question',
    (_, expr) => {
      for (const [open, shut] of ['()', '{}', '[]'].map((pair) => pair.split(''))) {
        expect(expr.split(open ?? '').length).toBe(expr.split(shut ?? '').length);
      }
      expect(expr).toMatch(/ (?:==|>|>=|<) [\d.]+/);
    },
  );
});
