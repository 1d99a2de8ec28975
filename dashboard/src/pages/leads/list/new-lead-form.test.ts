import { expect, it } from '@jest/globals';
import { NewLead } from './new-lead-form.ts';

const typed = { phone: '+1 512 555 0142', name: '', email: '', source: '' };

it('takes a number alone', () => {
  expect(NewLead.parse(typed)).toEqual({
    phone: '+1 512 555 0142',
    name: null,
    email: null,
    source: 'by hand',
  });
});

it.each([
  ['phone', { phone: 'Ada' }],
  ['email', { email: 'ada at example' }],
])('says what would be right for the %s', (field, wrong) => {
  const { error } = NewLead.safeParse({ ...typed, ...wrong });
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  expect(error?.issues[0]?.message).toMatch(/like/);
});
