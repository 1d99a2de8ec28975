import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CAMPAIGN, fillHistory } from '@ringback/bench/history/fill.ts';
import { openScratchDatabase } from '@ringback/bench/texts/scratch-database.ts';
import { asJson, callFunction } from '@ringback/shared/db/client.ts';
import type { InboxQuery } from '@ringback/shared/db/texts/inbox.ts';
import { percentile } from '../bursts/run-bursts.ts';
import { proofServer } from '../setup/proof-server.ts';

/** `CONVERSATIONS=10000 npm run proof -- lists-and-search` takes fewer. */
const CONVERSATIONS = Number(process.env['CONVERSATIONS'] ?? 100_000);
const ROUNDS = 40;
const READER = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
/** A campaign of which hardly any conversation is open. */
const OVER = '00000000-0000-4000-8000-0000000000cb';
const LIST_MS = 200;
const SEARCH_MS = 300;

/** Everybody says "some words", one in ten says "wagon", one in sixteen texts "coupe", one in 5,000 "zeppelin", each something else. */
const SPEAK = `
  set session_replication_role = replica;
  update public.sms_messages m set body = concat_ws(' ', 'Some words', 'w' || substr(md5(m.message_id::text), 1, 4),
    case when get_byte(decode(md5(m.message_id::text), 'hex'), 0) < 26 then 'wagon' end,
    case when get_byte(decode(md5(m.message_id::text), 'hex'), 1) < 16 then 'coupe' end,
    case when ('x' || substr(md5(m.message_id::text), 1, 6))::bit(24)::int % 5000 = 0 then 'zeppelin' end);
  update public.conversation_transcripts t set content = concat_ws(' ', 'Some words', 'w' || substr(md5(t.id::text), 1, 4),
    case when get_byte(decode(md5(t.id::text), 'hex'), 0) < 26 then 'wagon' end,
    case when ('x' || substr(md5(t.id::text), 1, 6))::bit(24)::int % 5000 = 0 then 'zeppelin' end);
  update public.sms_conversations set owner = 'human', assigned_to = '${READER}',
    awaits_human = true, handed_over_at = last_activity_at, handover_reason = 'asks for a person'
    where ended_at is null and get_byte(decode(md5(id::text), 'hex'), 0) < 5;
  insert into public.campaigns (id, name, sender, provider, status, created_at, updated_at)
    select '${OVER}', 'Nearly over', sender, provider, status, created_at, updated_at
    from public.campaigns where id = '${CAMPAIGN}';
  update public.sms_conversations set campaign_id = '${OVER}'
    where substr(md5('of ' || id), 1, 1) < '8' and (ended_at is not null or substr(md5(id::text), 1, 3) = '000');
  set session_replication_role = origin;`;

let world: Awaited<ReturnType<typeof openScratchDatabase>>;
beforeAll(async () => {
  world = await openScratchDatabase(proofServer());
  process.stderr.write(`writing ${CONVERSATIONS} conversations\n`);
  await world.exec(fillHistory(CONVERSATIONS));
  await world.exec(SPEAK);
  await world.exec('vacuum (analyze)');
});
afterAll(() => world.stop());

async function timesOf(ask: () => Promise<unknown[]>) {
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now();
    rows = (await ask()).length;
    // The first one warms up: the pages of the tables.
    if (round > 0) times.push(performance.now() - begun);
  }
  return { rows, p50_ms: percentile(times, 0.5), p95_ms: percentile(times, 0.95) };
}

it(`lists and searches ${CONVERSATIONS} conversations`, async () => {
  /** As the api asks, without the check of each row's shape: ids of this past are no UUIDs of a kind. */
  const ask = async (
    name: 'inbox' | 'search_words' | 'list_leads' | 'list_calls',
    args: object,
  ) => {
    const answer = await callFunction(world.db, name, args as never);
    return answer as unknown[];
  };
  const listed = (query: Partial<InboxQuery>) => () =>
    ask('inbox', { p: asJson({ view: 'open', reader: READER, limit: 50, ...query }) });
  const words = (q: string, limit: number) => ask('search_words', { p_q: q, p_limit: limit });
  const calls = (query: object) => () => ask('list_calls', { p: asJson({ limit: 50, ...query }) });
  const leads = (q: string | null) =>
    ask('list_leads', { p: asJson({ limit: 50, ...(q === null ? {} : { q }) }) });
  const lists: Record<string, () => Promise<unknown[]>> = {
    needs: listed({ view: 'needs' }),
    open: listed({}),
    mine: listed({ view: 'mine' }),
    ended: listed({ view: 'ended' }),
    'open, of a campaign': listed({ campaign_id: CAMPAIGN }),
    'open, of a campaign that is nearly over': listed({ campaign_id: OVER }),
    'ended calls': listed({ view: 'ended', channel: 'call' }),
    calls: calls({}),
    leads: () => leads(null),
  };
  const searches: Record<string, () => Promise<unknown[]>> = {
    'words: everybody’s': () => words('some words', 8),
    'words: of one in ten': () => words('wagon', 8),
    'words: of one in 5,000': () => words('zeppelin', 8),
    'words: two of one in ten': () => words('wagon w0a', 8),
    'words: the beginning of one': () => words('zepp', 8),
    'words: nobody’s': () => words('marmalade', 8),
    'inbox: everybody’s words': listed({ q: 'some words' }),
    'inbox: words of one in ten': listed({ q: 'wagon' }),
    'inbox: words of one in 5,000': listed({ q: 'zeppelin', view: 'ended' }),
    'inbox: nobody’s words': listed({ q: 'marmalade' }),
    'inbox: part of a number': listed({ q: '1005000' }),
    'inbox: words of one in sixteen': listed({ q: 'coupe' }),
    'inbox: two letters': listed({ q: 'w0' }),
    'inbox: a number in another spelling': listed({ q: '(404) 100-5009' }),
    'calls: everybody’s words': calls({ q: 'some words' }),
    'calls: words of one in ten': calls({ q: 'wagon' }),
    'calls: words of one in 5,000': calls({ q: 'zeppelin' }),
    'calls: nobody’s words': calls({ q: 'marmalade' }),
    'calls: part of a number': calls({ q: '1005000' }),
    'leads: part of a number': () => leads('1005000'),
    'leads: nobody': () => leads('marmalade'),
  };
  const figures = { proof: 'lists-and-search', conversations: CONVERSATIONS, rounds: ROUNDS };
  const missed: string[] = [];
  for (const [kind, asks, aim] of [
    ['list', lists, LIST_MS],
    ['search', searches, SEARCH_MS],
  ] as const) {
    for (const [name, ask] of Object.entries(asks)) {
      const times = await timesOf(ask);
      process.stdout.write(
        `${JSON.stringify({ ...figures, kind, name, ...times, aim_ms: aim })}\n`,
      );
      if (times.p95_ms > aim) missed.push(name);
    }
  }
  expect(missed).toEqual([]);
});
