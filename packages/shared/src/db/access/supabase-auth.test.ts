import { expect, it } from '@jest/globals';
import { createSupabaseAuth } from './supabase-auth.ts';

/** Supabase Auth as far as a password needs it. */
function setup(answer: { status: number; body: object }) {
  const asked: { url: string; key: string | null; body: string }[] = [];
  const isRight = createSupabaseAuth({
    url: 'https://project.supabase.test',
    publishableKey: 'sb_publishable_1',
    async fetch(input, init) {
      const { url, headers } = new Request(input, init);
      asked.push({ url, key: headers.get('apikey'), body: String(init?.body ?? '') });
      if (url.includes('/logout')) return new Response(null, { status: 204 });
      return Response.json(answer.body, { status: answer.status });
    },
  });
  return { asked, isRight };
}

const SESSION = {
  access_token: 'a.b.c',
  token_type: 'bearer',
  expires_in: 3_600,
  refresh_token: 'r',
  user: { id: '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69', email: 'ada@example.com' },
};

it('a password is right when Supabase Auth says so, and what it opened is closed again', async () => {
  const { asked, isRight } = setup({ status: 200, body: SESSION });
  expect(await isRight('ada@example.com', 'a long password')).toBe(true);
  expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
    '/auth/v1/token',
    '/auth/v1/logout',
  ]);
  expect(asked[0]).toMatchObject({ key: 'sb_publishable_1' });
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
    email: 'ada@example.com',
    password: 'a long password',
  });
});

it('a password is wrong when it says so', async () => {
  const body = { code: 'invalid_credentials', msg: 'Invalid login credentials' };
  expect(await setup({ status: 400, body }).isRight('ada@example.com', 'a guess')).toBe(false);
});

it('an answer that is none is no word on the password', async () => {
  const { isRight } = setup({ status: 503, body: { msg: 'away' } });
  await expect(isRight('ada@example.com', 'a long password')).rejects.toMatchObject({
    code: 'provider_unavailable',
  });
});
