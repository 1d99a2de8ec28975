import { describe, expect, it } from '@jest/globals';
import { nudgeAfterWrites } from './announcer.ts';

const REST = 'http://127.0.0.1:54321/rest/v1';

async function nudges(method: string, path: string, status = 200): Promise<number> {
  let count = 0;
  const through = nudgeAfterWrites(
    async () => new Response(null, { status }),
    () => {
      count += 1;
    },
  );
  await through(`${REST}/${path}`, { method });
  return count;
}

describe('a nudge', () => {
  it.each([
    ['POST', 'rpc/schedule_call'],
    ['POST', 'rpc/claim_checks'],
    ['PATCH', 'leads?id=eq.1'],
    ['POST', 'contact_decisions'],
  ])('follows what may have written: %s %s', async (method, path) => {
    expect(await nudges(method, path)).toBe(1);
  });

  it.each([
    ['POST', 'rpc/work_due'],
    ['POST', 'rpc/call_case'],
    ['POST', 'rpc/message_contexts'],
    ['POST', 'rpc/api_beat'],
    ['GET', 'calls?id=eq.1'],
  ])('does not follow a write without live events: %s %s', async (method, path) => {
    expect(await nudges(method, path)).toBe(0);
  });

  it('does not follow what failed', async () => {
    expect(await nudges('POST', 'rpc/schedule_call', 400)).toBe(0);
  });
});
