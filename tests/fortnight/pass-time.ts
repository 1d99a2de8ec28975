import { NEAR_MS } from '@ringback/shared/domain/near.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { Outages } from './outages.ts';
import type { Tally } from './tally.ts';

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

type Deps = {
  clock: VirtualClock;
  query: Query;
  /** How often anybody has turned to the database so far. */
  asked: () => number;
  endsAt: Date;
  /** What the schedules of the services do, each when there is something for it to find. */
  sweepTexts: () => Promise<unknown>;
  checkTexts: () => Promise<unknown>;
  sweepCalls: () => Promise<unknown>;
  checkCalls: () => Promise<unknown>;
  findLost: () => Promise<unknown>;
  /** When somebody wrote of whom we have not heard yet; null: nobody did. */
  unheardSince: () => Date | null;
  outages: Pick<Outages, 'isAway' | 'backInMs'>;
  tally: Tally;
  /** What happens every so often, whether or not there is anything. */
  rounds: { everyMs: number; run: () => Promise<unknown> }[];
  /** Resolves when nobody has anything left to do at this moment. */
  quiet: () => Promise<void>;
  onProgress: () => void;
};

const SWEEP_MS = 1_500;
/** The list is read every minute, up to a minute ago. */
const LOST_MS = 60_000;
/** What no sweep has taken for so long is looked at less often; the audit will name it. */
const STUCK_MS = 60 * 60_000;
const STUCK_SWEEP_MS = 5 * 60_000;
const AWAY = 'database_unavailable';
const PROGRESS_MS = 10_000;

/** When each schedule would next find anything; those between find nothing, and are left out. */
const NEXT_DUE = `select
  extract(epoch from least(
    (select min(e.next_message_at) from sms_campaign_enrollments e where e.status = 'active'
       and e.message_id is null and e.call_id is null),
    (select min(m.enqueue_at) from sms_messages m where m.delivery_status in ('pending', 'held')),
    (select min(v.reply_due_at) from sms_conversations v),
    (select min(m.judge_at) from sms_messages m
       join sms_conversations v on v.id = m.conversation_id
       where m.refusal_verdict = 'pending' and (v.owner <> 'ai' or v.reply_due_at is null)
         -- Who is closed altogether has nothing left to refuse.
         and not (private.is_suppressed(m.lead_phone, 'sms')
                  and private.is_suppressed(m.lead_phone, 'voice')))))::float8 as texts,
  extract(epoch from (select min(v.ended_at) + interval '15 seconds' from sms_conversations v
    where v.last_inbound_seq > 0 and v.ended_at is not null
      and not exists (select 1 from conversation_analyses a
                      where a.conversation_id = v.id and a.updated_at >= v.ended_at)))::float8 as ended,
  extract(epoch from (select min(m.next_check_at) from sms_messages m
    where m.delivery_status in ('sending', 'unknown', 'queued', 'sent')))::float8 as text_checks,
  extract(epoch from least(
    (select min(c.run_at) from calls c where c.status in ('scheduled', 'held')),
    (select min(c.ended_at) + interval '3 seconds' from calls c where c.settled_at is null),
    (select min(c.settled_at) + interval '15 seconds' from calls c
      where exists (select 1 from conversation_transcripts t where t.call_sid = c.call_sid)
        and not exists (select 1 from conversation_analyses a where a.call_id = c.id)
        -- Whoever picked up in vain has said nothing that could be judged.
        and not (c.reached is false and c.silence_reason is not null))
    ))::float8 as calls,
  extract(epoch from (select min(c.next_check_at) from calls c
    where c.status in ('dialing', 'unknown', 'queued', 'ringing', 'in_progress')))::float8 as call_checks`;

/** Moves the clock to the end, from one thing that happens to the next. */
export async function passTime(deps: Deps): Promise<number> {
  const { clock, query, asked, endsAt, rounds, quiet, onProgress } = deps;
  const { now } = clock;
  const startMs = now().getTime();
  const lastRun = rounds.map(() => startMs);
  /** Each keeps its own pace: what one of them cannot get done holds up none of the others. */
  const schedules = [
    { name: 'texts', run: deps.sweepTexts },
    { name: 'ended', run: deps.sweepTexts },
    { name: 'text_checks', run: deps.checkTexts },
    { name: 'calls', run: deps.sweepCalls },
    { name: 'call_checks', run: deps.checkCalls },
    { name: 'lost', run: deps.findLost, everyMs: LOST_MS },
  ].map((schedule) => ({ everyMs: SWEEP_MS, ...schedule, ranAt: 0 }));
  /** Without the database, or when the process dies, the next round goes on. */
  async function reaches(run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      if (AppError.from(thrown).code !== AWAY) throw thrown;
      const isAway = deps.outages.isAway();
      deps.tally.count(isAway ? 'schedule without the database' : 'schedule cut short');
    }
  }
  const lostDueAt = () => (deps.unheardSince()?.getTime() ?? Infinity) + LOST_MS;
  let toldAt = performance.now();
  let sweeps = 0;
  let dueAt = await nextDue(query);
  let knownAt = asked();

  for (;;) {
    const at = now().getTime();
    // Looking costs more the more rows there are; where nobody has written, nothing else is due.
    if (asked() !== knownAt) dueAt = await nextDue(query);
    knownAt = asked();
    const plans = schedules.map((schedule) => {
      const due = schedule.name === 'lost' ? lostDueAt() : dueAt(schedule.name);
      const everyMs = at - due > STUCK_MS ? STUCK_SWEEP_MS : schedule.everyMs;
      return { schedule, runAt: Math.max(due - NEAR_MS.texts, schedule.ranAt + everyMs, at) };
    });
    const sweepAt = Math.min(...plans.map(({ runAt }) => runAt));
    if (sweepAt <= at) {
      for (const { schedule, runAt } of plans) {
        if (runAt > at) continue;
        await reaches(schedule.run);
        const backInMs = deps.outages.backInMs();
        // Whoever found no database is there when it is back.
        schedule.ranAt = backInMs > 0 ? at + backInMs - schedule.everyMs : at;
      }
      sweeps += 1;
      await clock.moveTo(now(), quiet);
      continue;
    }
    for (const [nth, { everyMs: wait, run }] of rounds.entries()) {
      if (at < (lastRun[nth] ?? 0) + wait) continue;
      lastRun[nth] = at;
      await reaches(run);
    }
    if (at >= endsAt.getTime()) return sweeps;
    const happens = clock.nextAt()?.getTime() ?? Infinity;
    const nextRound = Math.min(
      ...rounds.map(({ everyMs: wait }, nth) => (lastRun[nth] ?? 0) + wait),
    );
    const stop = Math.min(sweepAt, Math.max(happens, at + 1_000), nextRound, endsAt.getTime());
    await clock.moveTo(new Date(stop), quiet);
    if (performance.now() - toldAt > PROGRESS_MS) {
      toldAt = performance.now();
      onProgress();
    }
  }
}

/** In milliseconds, by the name of the schedule; never, if nothing is due. */
async function nextDue(query: Query): Promise<(name: string) => number> {
  const [row] = await query(NEXT_DUE);
  return (name) => {
    const seconds = row?.[name];
    return typeof seconds === 'number' ? seconds * 1_000 : Infinity;
  };
}
