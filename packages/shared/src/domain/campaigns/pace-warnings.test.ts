import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CONTACT_CAPS } from '../policy/contact-input.ts';
import { paceWarnings } from './pace-warnings.ts';

const text = (delay_seconds: number) => ({ channel: 'text', delay_seconds });
const call = (delay_seconds: number) => ({ channel: 'call', delay_seconds });
const found = (steps: { channel: string; delay_seconds: number }[], own?: number) =>
  paceWarnings({ steps, per_lead_per_day: own ?? null }, DEFAULT_CONTACT_CAPS).map(
    ({ path, rule }) => `${path} ${rule}`,
  );

describe('a campaign that plans more for one lead than the caps of the system allow', () => {
  it('gets a warning that names the setting', () => {
    const [warning] = paceWarnings({ steps: [], per_lead_per_day: 3 }, DEFAULT_CONTACT_CAPS);
    expect(warning).toMatchObject({ path: 'per_lead_per_day', rule: 'above_house_cap' });
    expect(warning?.message).toContain('TEXTS_PER_DAY');
    expect(found([], 1)).toEqual([]);
  });

  it('gets warnings for its steps, too: texts, calls, both, by day and by week', () => {
    expect(found([text(0), text(3_600)])).toEqual(['steps.1 steps_above_house_cap']);
    expect(found([text(0), text(86_400)])).toEqual([]);
    expect(found([call(0), call(60), call(60)])).toEqual([]);
    expect(found([call(0), call(60), call(60), call(60)])).toEqual([
      ...['steps.3 steps_above_house_cap', 'steps.3 steps_above_house_cap'],
    ]);
    expect(found([text(0), call(60), call(60), call(60)])).toEqual([
      'steps.3 steps_above_house_cap',
    ]);
    const twoADay = [0, 43_200, 43_200, 43_200, 43_200, 43_200, 43_200, 43_200];
    expect(found(twoADay.map(call))).toEqual(['steps.7 steps_above_house_cap']);
  });
});
