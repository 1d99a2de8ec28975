import { TEXT_STORIES } from '@ringback/simulator/text-stories.ts';
import { SPOKEN } from './audit-calls.ts';
import { BAD_FORMS, FAULTY } from './forms.ts';
import { RETURN_STORIES } from './returns.ts';
import { PLANS } from './staff.ts';

/** What must have happened in a fortnight of a thousand leads, by its name in the report. */
const EXPECTED = [
  ...BAD_FORMS.map(({ name }) => `form: ${name}`),
  'form: signed, by a partner',
  'form: with a secret, by the website',
  'form: the same twice at once',
  'form: told again by another source',
  'form: no consent',
  `form: ${FAULTY}`,
  'form: agrees to texts only',
  'form kept for later',
  ...TEXT_STORIES.map(({ name }) => `text story ${name}`),
  ...[...Object.keys(SPOKEN), 'busy', 'no-answer', 'voicemail', 'bad-number'].map(
    (name) => `phone story ${name}`,
  ),
  'call answered by a machine',
  'call hung up by us',
  'call callback dropped',
  'call callback doubled',
  'call callback late',
  'dial: carrier busy',
  'dial: answer lost after acceptance',
  'carrier asked about calls',
  'spoken opt-out left to the analyzer',
  'transcript written twice',
  ...PLANS.map(({ name }) => `staff ${name}`),
  'staff wrote',
  'staff took_over',
  'staff handed_back',
  'staff closed',
  'staff sent the same twice at once',
  'staff clicked again after a failure',
  'barged in: while it thinks',
  'barged in: just before the draft',
  'barged in: just after the draft',
  ...RETURN_STORIES.map(({ name }) => name),
  'wrote after opting out',
  'storm of 429',
  'webhook kept for later',
  'webhook told twice',
  'webhook of a text lost',
  'text found in the carrier’s list',
  'webhook told after its text was found',
  'database away for long',
  'database suddenly away',
  'question to a database that is away',
  'schedule without the database',
  'text of unknown fate',
  'text put back by the carrier',
  'text tried again after it failed',
  'queue dropped',
  'queue doubled',
  'queue late',
  'queue failed',
];

/** Where a process must have died at least once, on either side of the write. */
const DEATHS = [
  ...['begin', 'recordSent', 'recordDelivery', 'saveDraft', 'receive', 'record', 'save'],
  ...['recordDialed', 'settle', 'recordEvent', 'write', 'hold'],
];

/** What never happened, so that nothing was found out about it. */
export function untested(happened: Record<string, number>): string[] {
  const never = EXPECTED.filter((name) => !happened[name]);
  const undying = DEATHS.filter(
    (name) => !happened[`died before ${name}`] && !happened[`died after ${name}`],
  );
  return [...never, ...undying.map((name) => `died around ${name}`)];
}
