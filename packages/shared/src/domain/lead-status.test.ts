import { expect, it } from '@jest/globals';
import { LEAD_STATUSES, movedByHandFrom } from './lead-status.ts';

it.each([
  ['new', []],
  ['contacted', ['new', 'unreachable']],
  ['unreachable', ['new', 'contacted']],
  ['do_not_contact', ['new', 'contacted', 'unreachable']],
] as const)('a lead becomes %s by hand out of %j', (to, from) => {
  expect(movedByHandFrom(to)).toEqual(from);
});

it('a person cannot move a lead who refused contact', () => {
  expect(LEAD_STATUSES.flatMap(movedByHandFrom)).not.toContain('do_not_contact');
});
