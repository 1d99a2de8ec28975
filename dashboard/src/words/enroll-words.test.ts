import { expect, it } from '@jest/globals';
import { INTAKE_RESULTS } from '@ringback/shared/db/leads/lead-intake.ts';
import { enrollWords, KNOWN_ENROLL_RESULTS } from './enroll-words.ts';

/** These come of taking a lead in, not of adding one that is there. */
const OF_INTAKE = ['stored', 'enrolled', 'no_such_campaign'];

it('has words for every answer of a campaign', () => {
  const told = INTAKE_RESULTS.filter((result) => !OF_INTAKE.includes(result));
  expect(KNOWN_ENROLL_RESULTS.sort()).toEqual([...told, 'no_such_lead'].sort());
  expect(enrollWords('active_elsewhere')).toBe('Active in another campaign.');
});
