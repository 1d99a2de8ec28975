import { Ledger } from '../chaos/ledger.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { callPerson, letTimePass, type Person } from './call-sheet.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export const FAULTS = ['model_refused', 'model_mute', 'gateway', 'api', 'database'] as const;
export type Fault = (typeof FAULTS)[number];

const SERVICES = ['api', 'call-worker', 'media-gateway', 'analyzer'] as const;
/** What the carrier says in its own voice. */
const OURS = /^(I am sorry, we have a technical problem|One moment, please)/;

/** A system whose leads pick up late, so that what answers them can be stopped meanwhile. */
export async function startSilence(ringMs: number) {
  const system = await startSystem({
    without: [...SERVICES, 'sms-worker'],
    timing: { ringMs },
    // What comes of each call is looked at here; that dialing rests after three is tried elsewhere.
    settings: { SILENT_CALLS_BEFORE_REST: '100', MAX_CONCURRENT_CALLS: '50' },
  });
  await system.exec('delete from signs_of_life');
  const { hostname, port } = new URL(system.database.url);
  const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  system.environment['SUPABASE_URL'] = `http://127.0.0.1:${proxy.port}`;
  for (const name of SERVICES) await system.startService(name);
  let index = 0;
  return {
    system,
    stop: async () => {
      await system.stop();
      await proxy.stop();
    },
    trial: (fault: Fault, calls: number) => {
      index += calls;
      return trial({ system, proxy }, fault, calls, index - calls);
    },
  };
}

type World = { system: RunningSystem; proxy: TcpProxy };

async function trial(world: World, fault: Fault, calls: number, from: number) {
  const { system } = world;
  await system.until(
    () => system.exec(`select private.voice_fault('8 seconds') as fault`),
    ([row]) => row?.['fault'] === null,
  );
  const people: Person[] = [];
  for (let n = 0; n < calls; n += 1) people.push(await callPerson(system, '00', from + n));
  const witnesses = () => {
    const { calls: all } = Ledger.parse(system.simulator.ledger());
    return people.map(({ phone }) => all.find(({ to }) => to === phone));
  };
  const until = (isTrue: (status: string) => boolean) =>
    system.until(
      () => Promise.resolve(witnesses().map((call) => call?.status ?? '')),
      (all) => all.every(isTrue),
    );
  await until((status) => status !== '' && status !== 'queued');
  await takeAway(world, fault);
  await until((status) => !['', 'queued', 'ringing', 'in-progress'].includes(status));
  await bringBack(world, fault);

  const ids = people.map(({ callId }) => `'${callId}'`).join(', ');
  await system.until(
    async () => {
      // Lost events are asked for; this trial does not wait two minutes for that.
      await letTimePass(system, 60, `id in (${ids})`);
      return system.exec(`select id from calls where settled_at is null and id in (${ids})`);
    },
    (rows) => rows.length === 0,
  );
  const rows = await system.exec(
    `select c.lead_phone as phone, c.reached, c.silence_reason, l.lead_status, l.outcome,
       (select count(*)::int from calls r where r.redial_of = c.id) as redials,
       (select count(*)::int from conversation_analyses a where a.call_id = c.id) as analyses
     from calls c join leads l on l.id = c.lead_id where c.id in (${ids})`,
  );
  const each = people.map(({ phone }, n) => {
    const heard = witnesses()[n]?.heard ?? [];
    const row = rows.find((one) => one['phone'] === phone);
    return {
      inVain: !heard.some(({ who, text }) => who === 'agent' && !OURS.test(text)),
      told: heard.some(({ text }) => OURS.test(text)),
      redialed: row?.['redials'] === 1,
      reached: row?.['reached'] === true,
      contacted: row?.['lead_status'] !== 'new' || row?.['outcome'] !== null,
      judged: Number(row?.['analyses']) > 0,
      reason: String(row?.['silence_reason']),
    };
  });
  const vain = each.filter(({ inVain }) => inVain);
  const count = (fits: (one: (typeof each)[number]) => boolean) => vain.filter(fits).length;
  return {
    fault,
    calls,
    picked_up_in_vain: vain.length,
    told_by_the_carrier: count(({ told }) => told),
    rung_again: count(({ redialed }) => redialed),
    reasons: [...new Set(vain.map(({ reason }) => reason))].sort().join(' '),
    zeros: {
      counted_as_reached: count(({ reached }) => reached),
      lead_counted_as_contacted: count(({ contacted }) => contacted),
      judged_all_the_same: count(({ judged }) => judged),
      neither_told_nor_rung_again: count(({ told, redialed }) => !told && !redialed),
    },
  };
}

async function takeAway({ system, proxy }: World, fault: Fault): Promise<void> {
  switch (fault) {
    case 'model_refused':
      return system.simulator.faults({ realtime: { refused: 1 } });
    case 'model_mute':
      return system.simulator.faults({ realtime: { mute: 1 } });
    case 'gateway':
      return system.stopService('media-gateway');
    case 'api':
      return system.stopService('api');
    case 'database':
      return proxy.shut();
  }
}

async function bringBack({ system, proxy }: World, fault: Fault): Promise<void> {
  system.simulator.faults({ realtime: { refused: 0, mute: 0 } });
  await proxy.open();
  if (fault === 'gateway') await system.startService('media-gateway');
  if (fault === 'api') await system.startService('api');
}
