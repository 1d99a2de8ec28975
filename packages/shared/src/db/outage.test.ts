import { describe, expect, it } from '@jest/globals';
import { callFunction, connectDb } from './client.ts';

/** A database that answers every request as PostgREST does while Postgres is unavailable. */
function answering(status: number, body: string | object) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  const fetch = async () => new Response(text, { status, headers: { 'content-type': type } });
  const db = connectDb({ url: 'http://database.test', secretKey: 'k', fetch });
  return callFunction(db, 'call_health', { p_now: '2026-11-30T12:00:00Z' });
}

const failure = (code: string) => ({ code, message: 'as Postgres says it', details: null });

describe('a database outage', () => {
  it.each([
    ['cannot be connected to', 503, 'PGRST000'],
    ['has no connection inside', 503, 'PGRST001'],
    ['has not read its tables yet', 503, 'PGRST002'],
    ['has no free connection in time', 504, 'PGRST003'],
    ['broke the connection', 503, '08006'],
    ['is out of disk', 503, '53100'],
    ['is out of memory', 503, '53200'],
    ['has too many connections', 503, '53300'],
    ['took too long over the statement', 500, '57014'],
    ['is shutting down', 503, '57P01'],
    ['has just crashed', 503, '57P02'],
    ['is just starting', 503, '57P03'],
    ['waited too long for a lock', 500, '55P03'],
    ['is read-only', 405, '25006'],
    ['is a standby that cannot write', 500, '0A000'],
    ['gave up on an idle transaction', 500, '25P03'],
    ['gave up on a long transaction', 500, '25P04'],
    ['took the statement back three times', 500, '40P01'],
    ['fails below Postgres', 500, '58030'],
  ])('when it %s', async (_, status, code) => {
    await expect(answering(status, failure(code))).rejects.toMatchObject({
      code: 'database_unavailable',
      http: 503,
      retry: true,
      facts: { sqlstate: code },
    });
  });

  it.each([502, 503, 504])('when a proxy before it answers %i with a page', async (status) => {
    const answer = answering(status, '<html>gateway</html>');
    await expect(answer).rejects.toMatchObject({ code: 'database_unavailable' });
  });

  it('states the cause in its message', async () => {
    const answer = answering(405, failure('25006'));
    await expect(answer).rejects.toThrow('read-only');
  });

  it.each([
    ['a duplicate', 409, '23505'],
    ['a value that does not fit', 400, '22P02'],
    ['a function that is not there', 404, 'PGRST202'],
    ['a table that is not there', 404, '42P01'],
    ['a right that is missing', 403, '42501'],
    ['what our own function refuses', 400, 'P0001'],
    ['a write in a transaction that has failed', 500, '25P02'],
  ])('is not what %s means', async (_, status, code) => {
    await expect(answering(status, failure(code))).rejects.toMatchObject({ code: 'internal' });
  });
});
