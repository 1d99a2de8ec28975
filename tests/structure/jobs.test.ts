import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as catalog from '@ringback/shared/jobs/catalog.ts';
import { JOB_SERVICES } from '@ringback/shared/jobs/define-job.ts';
import { findJob } from '@ringback/shared/jobs/find-job.ts';
import type { Handlers } from '@ringback/shared/queue/run-jobs.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import { JOB_SAMPLES } from '../fixtures/job-samples.ts';
import { isTest, sourceFiles } from './source-files.ts';

const { CATALOG, JOBS } = catalog;
const shipped = sourceFiles().filter((file) => !isTest(file));

const exported = Object.values(catalog).flatMap((value) =>
  typeof value === 'object' && 'backoffMs' in value ? [value] : [],
);
const named = JOB_SAMPLES.map(({ job, payload }) => ({ name: job.name, id: job.id(payload) }));

describe('the catalogue', () => {
  it('lists every job that is defined, once', () => {
    expect(exported.length).toBeGreaterThan(10);
    expect(new Set<unknown>(CATALOG)).toEqual(new Set<unknown>(exported));
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(CATALOG.length);
  });

  it('is the only place where a job is defined', () => {
    const elsewhere = shipped
      .filter((file) => !file.startsWith('packages/shared/src/jobs/'))
      .filter((file) => /\bdefine(Job|Round)\(/.test(readFileSync(file, 'utf8')));
    expect(elsewhere).toEqual([]);
  });

  it.each(JOB_SERVICES)('%s runs its own jobs and no other service does', (service) => {
    const homes = shipped.filter((file) =>
      new RegExp(`\\brunJobs\\(\\s*'${service}'`).test(readFileSync(file, 'utf8')),
    );
    expect(homes).toEqual([`services/${service}/src/service.ts`]);
  });

  it('no worker is started around it', () => {
    const starts = shipped.filter((file) => /\brunWorker\(/.test(readFileSync(file, 'utf8')));
    expect(starts).toEqual(['packages/shared/src/queue/run-jobs.ts']);
  });
});

it('a service without a handler for one of its jobs, or with one of another service, does not compile', () => {
  const run: Processor<unknown> = async () => ({ kind: 'done' });
  const one = { run, concurrency: 1 };
  const whole: Handlers<'analyzer'> = {
    'analyze-conversation': one,
    'deliver-webhook': one,
    'sweep-webhooks': one,
  };
  // @ts-expect-error One handler is missing.
  const less: Handlers<'analyzer'> = { 'analyze-conversation': one, 'deliver-webhook': one };
  // @ts-expect-error The job is another service's.
  const more: Handlers<'analyzer'> = { ...whole, cleanup: one, 'settle-call': one };
  const names = CATALOG.filter(({ service }) => service === 'analyzer').map(({ name }) => name);
  expect(Object.keys(whole).sort()).toEqual([...names].sort());
  expect(Object.keys(less)).not.toEqual(Object.keys(more));
});

describe('an id', () => {
  it.each(named)('$id is one of $name and of no other job', ({ name, id }) => {
    expect(findJob(id)?.job.name).toBe(name);
    expect(JOBS.filter((job) => job.about(id) !== null)).toHaveLength(1);
  });

  it.each(['what', '', '12', 'call-12', 'sweep-call'])('"%s" is none of any job', (id) => {
    expect(findJob(id)).toBeNull();
  });
});
