import { describe, expect, it } from '@jest/globals';
import { callFunction, connectDb } from '@ringback/shared/db/client.ts';

/** A database that takes back the first so many transactions, and what it was asked. */
function setup(takenBack: number, code: string) {
  let asked = 0;
  const db = connectDb({
    url: 'http://localhost',
    secretKey: 'sb_secret_for_tests_only',
    fetch: async () => {
      asked += 1;
      return asked <= takenBack
        ? Response.json({ code, message: 'deadlock detected' }, { status: 500 })
        : Response.json(true);
    },
  });
  const call = () =>
    callFunction(db, 'is_suppressed', { p_phone: '+12025550100', p_channel: 'sms' });
  return { call, asked: () => asked };
}

describe('a function whose transaction was taken back', () => {
  it('is called again, and the caller does not notice', async () => {
    const { call, asked } = setup(2, '40P01');
    expect(await call()).toBe(true);
    expect(asked()).toBe(3);
  });

  it('is given up after three times', async () => {
    const { call, asked } = setup(9, '40001');
    await expect(call()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(asked()).toBe(3);
  });

  it('is not called again when it failed for another reason', async () => {
    const { call, asked } = setup(9, '23505');
    await expect(call()).rejects.toMatchObject({ code: 'internal' });
    expect(asked()).toBe(1);
  });
});
