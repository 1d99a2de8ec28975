import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { difference, Ledger } from '../chaos/ledger.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { bothSides, callPerson, finalRow, onceEach, type Person, rings } from './call-sheet.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const SERVICES = ['api', 'call-worker', 'media-gateway', 'analyzer'] as const;

let system: RunningSystem;
let proxy: TcpProxy;
let people = 0;

beforeAll(async () => {
  system = await startSystem({ without: [...SERVICES], charMs: 10 });
  const { hostname, port } = new URL(system.database.url);
  proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  system.environment['SUPABASE_URL'] = `http://127.0.0.1:${proxy.port}`;
  for (const name of SERVICES) await system.startService(name);
});
afterEach(() => proxy.open());
afterAll(async () => {
  await system.stop();
  await proxy.stop();
});

const witness = ({ phone }: Person) =>
  Ledger.parse(system.simulator.ledger()).calls.find(({ to }) => to === phone);

function ended(person: Person) {
  const call = witness(person);
  if (!call) throw new Error(`nobody rang ${person.phone}`);
  return call;
}

const talking = (person: Person, sentences = 2) =>
  system.until(
    () => Promise.resolve(witness(person)?.heard.length ?? 0),
    (turns) => turns >= sentences,
  );

const over = (person: Person) =>
  system.until(
    () => Promise.resolve(witness(person)?.status),
    (status) => status !== undefined && !['queued', 'ringing', 'in-progress'].includes(status),
  );

async function turnsOf({ callId }: Person) {
  const rows = await system.exec(
    `select role, content from conversation_transcripts
     where call_id = '${callId}' and role <> 'system' order by seq`,
  );
  return rows.map(({ role, content }) => ({ role: String(role), content: String(content) }));
}

describe('while the database is away', () => {
  it('a live call goes on and ends; its events are kept, and all of them are written afterwards', async () => {
    const called = await Promise.all(
      ['00', '09', '01', '16'].map((digits) => callPerson(system, digits, people++)),
    );
    await Promise.all(called.map(talking));
    await proxy.shut();
    await Promise.all(called.map(over));

    // Not one webhook was refused: they wait in the spool.
    const debug = await fetch(`${system.simulator.url}/sim/debugger`);
    const { entries } = (await debug.json()) as { entries: { code: number }[] };
    expect(entries.filter(({ code }) => code === 15003)).toEqual([]);

    await proxy.open();
    // The words are written by the gateway and the ends by the api, each in its own time; with the
    // words a call that was settled before them is judged.
    for (const person of called) {
      await system.until(
        () => turnsOf(person),
        (turns) => difference(ended(person), turns) === null,
      );
    }
    await system.settle();
    expect(rings(system, called)).toEqual(onceEach(called));
    const { ours, theirs } = await bothSides(system, called);
    expect(ours).toEqual(theirs);
    for (const person of called) {
      const real = witness(person);
      expect(real && difference(real, await turnsOf(person))).toBeNull();
    }
    const rows = await Promise.all(called.map((person) => finalRow(system, person)));
    expect(rows.map(({ digits, outcome, settled }) => [digits, outcome, settled])).toEqual([
      ['00', 'qualified', 1],
      ['09', 'unqualified', 1],
      ['01', 'success', 1],
      ['16', 'qualified', 1],
    ]);
  });

  it('an order that is on its way to the carrier rings once, and is ours again afterwards', async () => {
    system.simulator.faults({ rest: { latency_ms: 1_000 } });
    const called = await Promise.all(
      ['02', '09', '11'].map((digits) => callPerson(system, digits, people++)),
    );
    const ids = called.map(({ callId }) => `'${callId}'`).join(', ');
    await system.until(
      () => system.exec(`select id from calls where status = 'dialing' and id in (${ids})`),
      (rows) => rows.length === called.length,
    );
    // Answers come in order: with this one the worker knows the result of all its claims.
    expect((await system.api('GET', '/api/leads')).status).toBe(200);
    await proxy.shut();
    await system.until(
      () => Promise.resolve(rings(system, called)),
      (rung) => Object.values(rung).every((times) => times === 1),
    );
    const [lost] = await system.exec(
      `select count(*)::int as n from calls where call_sid is null and id in (${ids})`,
    );
    expect(lost).toEqual({ n: called.length });

    system.simulator.faults({ rest: { latency_ms: 0 } });
    await proxy.open();
    await system.settle();
    expect(rings(system, called)).toEqual(onceEach(called));
    const { ours, theirs } = await bothSides(system, called);
    expect(ours).toEqual(theirs);
    const rows = await Promise.all(called.map((person) => finalRow(system, person)));
    expect(rows).toEqual(called.map(() => expect.objectContaining({ linked: true, settled: 1 })));
  });

  it('requests get a plain 503 and workers wait; when it is back, so is everything', async () => {
    const waiting = await callPerson(system, '02', people++);
    await system.settle();
    await proxy.shut();
    for (const [method, path, body] of [
      ['GET', '/api/leads', undefined],
      ['POST', '/api/leads', { phone: '+12025551777' }],
      ['POST', '/api/queue/schedule-call', { lead_id: waiting.leadId }],
      ['GET', '/api/queue/stats', undefined],
    ] as const) {
      const refused = await system.api(method, path, body);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
      expect(refused).toMatchObject({
        status: 503,
        json: { success: false, type: 'urn:ringback:problem:database-unavailable' },
      });
    }
    expect((await fetch(`${system.apiUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${system.apiUrl}/livez`)).status).toBe(200);

    await proxy.open();
    await system.until(
      () => system.api('GET', '/api/leads'),
      ({ status }) => status === 200,
    );
    const person = await callPerson(system, '11', people++);
    await system.settle();
    expect(rings(system, [waiting, person])).toEqual(onceEach([waiting, person]));
  });

  it('an opt-out that is spoken then is kept, and holds as soon as it is back', async () => {
    const called = await Promise.all(
      ['05', '15'].map((digits) => callPerson(system, digits, people++)),
    );
    await Promise.all(called.map((person) => talking(person, 1)));
    await proxy.shut();
    await Promise.all(called.map(over));
    await proxy.open();
    await system.settle();
    for (const person of called) {
      await system.until(
        () => finalRow(system, person),
        (row) => row['lead_status'] === 'do_not_contact',
      );
      const again = await system.api('POST', '/api/queue/schedule-call', {
        lead_id: person.leadId,
      });
      expect(again.status).toBe(409);
    }
  });

  it('a lead from a form is kept and written afterwards, once; a stranger’s is not', async () => {
    const secret = 'the-secret-of-the-form-0123';
    const made = await system.api('POST', '/api/lead-sources', { source: 'site', secret });
    expect(made.status).toBe(201);
    const send = (phone: string, shown: string) =>
      fetch(`${system.apiUrl}/webhooks/leads/site`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-ringback-secret': shown },
        body: JSON.stringify({ phone, name: 'Grace', consent: true }),
      });
    await proxy.shut();
    const answers = [
      await send('+12025551790', secret),
      await send('+12025551790', secret),
      await send('+12025551791', 'not-the-secret-of-the-form'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 403]);
    expect(await answers[0]?.json()).toEqual({ success: true, data: { spooled: true } });

    await proxy.open();
    const written = () =>
      system.exec(`select name from leads where phone in ('+12025551790', '+12025551791')`);
    await system.until(written, (rows) => rows.length > 0);
    await system.until(
      async () => (await fetch(`${system.apiUrl}/metrics`)).text(),
      (text) => /ringback_webhooks_spooled\{[^}]*\} 0\b/.test(text),
    );
    expect(await written()).toEqual([{ name: 'Grace' }]);
  });
});
