import { expect, it } from '@jest/globals';
import { startWorld } from '../testing/api-world.ts';

it('a key that asks too often is told when to come back, and others are not kept waiting', async () => {
  const world = await startWorld({ env: { RATE_LIMIT_PER_MINUTE: '3' } });
  const body = { name: 'another', role: 'viewer' };
  const other = await world.call('POST', '/api/keys', { body });
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await world.call('GET', '/api/leads')).status);
  const refused = await world.call('GET', '/api/leads');
  expect(statuses).toEqual([200, 200, 429]);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const { status } = await world.call('GET', '/api/leads', { key: other.body.data.key });
  expect(status).toBe(200);
  await world.stop();
});
