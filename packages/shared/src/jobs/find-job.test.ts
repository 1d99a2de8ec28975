import { expect, it } from '@jest/globals';
import { findJob } from './find-job.ts';

const ROW = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';

it.each([
  [`call-${ROW}`, 'schedule-call', { call: ROW }],
  [`settle-${ROW}`, 'settle-call', { call: ROW }],
  [`end-${ROW}`, 'end-call', { call: ROW }],
  [`text-${ROW}`, 'sms-followup', { message: ROW }],
  [`reply-${ROW}-3`, 'sms-reply', { conversation: ROW }],
  [`judge-${ROW}-3`, 'judge-words', { conversation: ROW }],
  // The id does not say which of the two it is.
  [`analyze-${ROW}`, 'analyze-conversation', { call: ROW, conversation: ROW }],
  [`analyze-${ROW}-1f2d3c4b`, 'analyze-conversation', { call: ROW, conversation: ROW }],
  [`webhook-${ROW}`, 'deliver-webhook', { delivery: ROW }],
  ['cleanup-schedule', 'cleanup', {}],
  [`idle-${ROW}`, 'end-idle-conversations', {}],
  ['sweep-calls', 'sweep-calls', {}],
])('%s is a job of %s, about its row', (id, name, about) => {
  const found = findJob(id);
  expect({ name: found?.job.name, about: found?.about }).toEqual({ name, about });
});

it.each([
  `call-${ROW}9`,
  `call${ROW}`,
  `call-${ROW.toUpperCase()}x`,
  `calls-${ROW}`,
  'sweep-calls-1',
])('%s is no job’s id', (id) => {
  expect(findJob(id)).toBeNull();
});
