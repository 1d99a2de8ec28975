import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { openStream } from './live-reader.ts';

const OURS = '+12025550190';
const PHONE = '+16045553999';
const KEY = 'key_of_retell';

/** Passes what the services ask the language model on to the simulator, and keeps it. */
async function startEar(target: () => string) {
  const asked: { lead?: { name: string | null }; history?: unknown[] }[] = [];
  const server: Server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const { input } = JSON.parse(body) as { input: string | { content: string }[] };
    asked.push(JSON.parse(typeof input === 'string' ? input : (input.at(-1)?.content ?? '{}')));
    const answer = await fetch(`${target()}${req.url}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: String(req.headers.authorization),
      },
      body,
    });
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { asked, url, stop: () => new Promise((resolve) => server.close(resolve)) };
}

let system: RunningSystem;
let ear: Awaited<ReturnType<typeof startEar>>;
let redis: ReturnType<typeof connectBriskly>;
const lines: string[] = [];
beforeAll(async () => {
  ear = await startEar(() => system.simulator.url);
  system = await startSystem({
    settings: { RETELL_API_KEY: KEY, OPENAI_BASE_URL: ear.url },
    logLevel: 'info',
    logTo: new Writable({
      write(chunk, _encoding, done) {
        lines.push(...String(chunk).split('\n').filter(Boolean));
        done();
      },
    }),
  });
  redis = connectBriskly(system.environment['REDIS_URL'] ?? '');
  await new Promise((resolve) => redis.once('ready', resolve));
});
afterAll(async () => {
  redis.disconnect();
  await system.stop();
  await ear.stop();
});

async function retellAsks(kind: 'chat_inbound' | 'call_inbound') {
  const body = JSON.stringify({ event: kind, [kind]: { from_number: PHONE, to_number: OURS } });
  const at = Date.now();
  const digest = createHmac('sha256', KEY).update(`${body}${at}`).digest('hex');
  const response = await fetch(`${system.apiUrl}/webhooks/retell/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-retell-signature': `v=${at},d=${digest}` },
    body,
  });
  const answer = (await response.json()) as Record<string, { dynamic_variables: object }>;
  return answer[kind]?.dynamic_variables;
}

const textedBy = (body: string) =>
  fetch(`${system.simulator.url}/sim/texts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: PHONE, to: OURS, body }),
  });

const mapping = () => {
  const prefix = system.environment['QUEUE_PREFIX'] ?? '';
  const active = createActiveLeads({ redis, prefix, now: () => new Date() });
  return {
    find: () => active.find(PHONE),
    /** Everything that Redis knows of screens is lost. */
    forget: async () =>
      void (await redis.del('none', ...(await redis.keys(`${prefix}:active-lead:*`)))),
  };
};

const lookUps = () =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'number looked up')
    .map(({ foundBy }) => foundBy);

it('a lead whose page is closed is still known by name, to Retell and to our own agent', async () => {
  const created = await system.api('POST', '/api/leads', { name: 'DD', phone: PHONE });
  const { id } = created.json['data'] as { id: number };
  const { find, forget } = mapping();
  const isDd = expect.objectContaining({
    name: 'DD',
    customer_name: 'DD',
    lead_id: String(id),
    is_known: 'true',
  });

  // While the page is open, its lead is meant.
  const page = await openStream(`${system.apiUrl}/api/live?lead_id=${id}`, {
    headers: { authorization: `Bearer ${system.environment['BOOTSTRAP_API_KEY']}` },
  });
  await system.until(find, (found) => found === id);
  expect(await retellAsks('chat_inbound')).toEqual(isDd);

  // Closed, no page has it open: the table of leads knows, and puts the mapping back.
  page.cut();
  await system.until(find, (found) => found === null);
  expect(await retellAsks('chat_inbound')).toEqual(isDd);
  expect(await find()).toBe(id);

  // A text through the carrier, with no mapping left: the agent gets the name.
  await forget();
  expect((await textedBy('Hello, is the blue one still there?')).status).toBe(201);
  const [request] = await system.until(
    async () => ear.asked.filter(({ history }) => history !== undefined),
    (asked) => asked.length > 0,
  );
  expect(request?.lead).toEqual({ name: 'DD' });
  const [answer] = await system.until(
    async () => system.simulator.ledger().messages.filter(({ to }) => to === PHONE),
    (sent) => sent.length === 1,
  );
  // And calls DD so, and speaks of what was asked.
  expect(answer?.body).toContain('DD');
  expect(answer?.body).toContain('is the blue one still there?');

  // From then on the conversation itself says who it is, on the telephone too.
  await forget();
  const caller = await retellAsks('call_inbound');
  expect(caller).toEqual(isDd);
  expect(caller).toMatchObject({ history: expect.stringContaining('is the blue one still there') });

  expect(lookUps()).toEqual(['live_stream', 'leads', 'leads', 'recent_contact']);
  const leads = await system.exec(`select id, name from leads where phone = '${PHONE}'`);
  expect(leads).toEqual([{ id, name: 'DD' }]);
  expect(JSON.stringify([caller, request])).not.toContain('Customer +');
});
