import { expect, it } from '@jest/globals';
import { JOB_SAMPLES } from '../../../tests/fixtures/job-samples.ts';
import { ALL_JOBS, jobOfId } from './jobs-by-id.ts';

const named = JOB_SAMPLES.map(({ job, payload }) => ({ name: job.name, id: job.id(payload) }));

it('there is a sample of every job', () => {
  const names = [...new Set(named.map(({ name }) => name))];
  expect(names.sort()).toEqual(ALL_JOBS.map(({ name }) => name).sort());
});

it.each(named)('$name is found by $id', ({ name, id }) => {
  expect(jobOfId(id)?.job.name).toBe(name);
});

it.each(['what', '', '12', 'call-12', 'sweep-call'])('nothing is found by "%s"', (id) => {
  expect(jobOfId(id)).toBeNull();
});
