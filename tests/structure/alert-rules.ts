import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export const ALERTS = 'deploy/prometheus/alerts.yml';

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
          annotations: z.strictObject({
            summary: z.string().min(1),
            action: z.string().min(1),
            runbook: z.string().min(1),
          }),
        }),
      ),
    }),
  ),
});
export type AlertRules = z.infer<typeof Rules>;

export const readAlerts = (): AlertRules => Rules.parse(parse(readFileSync(ALERTS, 'utf8')));

/** Every alert there is, whatever its group. */
export const alertRules = () => readAlerts().groups.flatMap(({ rules }) => rules);
