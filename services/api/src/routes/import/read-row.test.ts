import { expect, it } from '@jest/globals';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { roleOf } from '../../lead-reading/field.ts';
import { createReadRow } from './read-row.ts';

const readRow = createReadRow({ readPhone: (text) => parsePhone(text, 'US') });
const row = (at: string) =>
  readRow(
    Object.entries({ phone: '+12125551030', consent: 'yes', consent_at: at }).map(
      ([name, value]) => ({ name, role: roleOf(name), value }),
    ),
  );

it('a row agreed when it says', () => {
  expect(row('2026-11-20T15:00:00Z')).toMatchObject({
    lead: { consent: { at: '2026-11-20T15:00:00.000Z' } },
    warnings: [],
  });
});

it.each(['275760-09-13', '+275760-09-13T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31', 'soon'])(
  'a row that agreed in another age (%s) agreed to nothing, and says so',
  (at) => {
    const read = row(at);
    expect(read).toMatchObject({ warnings: [{ path: 'consent_at' }] });
    expect(JSON.stringify(read)).not.toContain('"kind"');
  },
);
