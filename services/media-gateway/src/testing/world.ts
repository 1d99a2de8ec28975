import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import type { NewSuppression } from '@ringback/shared/db/leads/suppressions.ts';
import { createOpenaiRealtime } from '@ringback/shared/providers/openai/realtime.ts';
import { hashToken } from '@ringback/shared/providers/stream-token.ts';
import { createTwilioSignature } from '@ringback/shared/providers/twilio/signature.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createMayLook } from '@ringback/shared/runtime/may-look.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { startGateway } from '../gateway.ts';
import { createDurableWriter } from '../record/durable-writer.ts';
import { createSpool } from '../record/spool.ts';
import { SESSION_TIMING, type SessionTiming } from '../session/session-deps.ts';
import { callIn } from './fake-carrier.ts';
import { startFakeModel } from './fake-model.ts';
import { receive } from './receive.ts';
import { openedSession } from './rows.ts';

type Options = {
  session?: Partial<OpenedSession>;
  timing?: Partial<SessionTiming>;
  drainMs?: number;
  spoolDir?: string;
  /** How long the database takes to open a session. */
  openMs?: number;
  /** Receives every log line; without it nothing is logged. */
  lines?: string[];
};

/** A gateway with a scripted model, carrier and database. */
export async function startWorld(options: Options = {}) {
  const now = () => new Date();
  const model = await startFakeModel();
  const { lines } = options;
  const log = createLogger(
    { service: 'test', level: lines ? 'info' : 'silent' },
    { write: (line) => void lines?.push(line) },
  );
  const spoolDir = options.spoolDir ?? join(tmpdir(), `ringback-spool-${randomUUID()}`);
  const turns = new Map<number, NewTurn>();
  const done = receive();
  const tokens = new Set([hashToken('good'), hashToken('second')]);
  const database = { away: false };
  const ask = async <T>(answer: () => T): Promise<T> => {
    if (database.away) throw new AppError('database_unavailable', 'away');
    return answer();
  };

  const save = (callSid: string, saved: NewTurn[], heard?: HeardReport) => {
    if (heard) done.add({ heard });
    for (const turn of saved) turns.set(turn.seq, turn);
    if (saved.length > 0) done.add({ saved: saved.map(({ content }) => content), callSid });
    return { saved: saved.length, lead_id: 1, linked_by: 'call_sid' as const };
  };
  const writer = createDurableWriter({
    transcripts: {
      save: (callSid: string, saved: NewTurn[], _now: Date, heard?: HeardReport) =>
        ask(() => save(callSid, saved, heard)),
    },
    suppressions: {
      add: (suppression: NewSuppression) =>
        ask(() => {
          done.add({ suppressed: suppression });
          return { suppression_id: 1, canceled_calls: 0 };
        }),
    },
    mediaSessions: {
      end: (callSid: string, last: NewTurn[], heard: HeardReport) =>
        ask(() => {
          const saved = save(callSid, last, heard);
          done.add({ closed: callSid });
          return saved;
        }),
      closed: (callSid: string) => ask(() => done.add({ closed: callSid })),
    },
    spool: createSpool(spoolDir, randomUUID()),
    log,
    now,
    everyMs: 5,
  });
  await writer.recover();

  const signals = receive();
  const tools: { name: string; isDone: boolean }[] = [];
  let url = '';
  const gateway = await startGateway({
    listenAt: { port: 0, host: undefined },
    account: `AC${'a'.repeat(32)}`,
    verify: (request) => createTwilioSignature({ authToken: 'secret', publicUrl: url })(request),
    verifyQuestion: (request) =>
      createTwilioSignature({ authToken: 'secret', publicUrl: url.replace('ws', 'http') })(request),
    maxSessions: 10,
    drainMs: options.drainMs ?? 0,
    checks: {},
    mayLook: createMayLook({ findKey: async () => null, now: systemNow }),
    metrics: createMetrics('test'),
    model: createOpenaiRealtime({
      apiKey: 'key',
      url: model.url,
      model: 'voice',
      transcribeModel: 'ear',
      timeoutMs: 30_000,
    }),
    calls: { hangup: async (callSid: string) => done.add({ hungUp: callSid }) },
    tellSignal: signals.add,
    modelReports: {
      opened: () => {},
      failed: (reason: string) => done.add({ modelFailed: reason }),
    },
    mediaSessions: {
      reportHeard: (_callSid: string, heard: HeardReport) => ask(() => done.add({ heard })),
      open: async (_callSid: string, tokenHash: string) => {
        if (options.openMs) await new Promise((resolve) => setTimeout(resolve, options.openMs));
        return ask(() => (tokens.delete(tokenHash) ? openedSession(options.session) : null));
      },
      wrapUp: (_callId: string, kind: string, reason: string) =>
        ask(() => {
          done.add({ wrapUp: kind, reason });
          return true;
        }),
      askForPerson: (_callId: string, reason: string) =>
        ask(() => {
          done.add({ askedForPerson: reason });
          return true;
        }),
      noteTool: async (_callId: string, { name, isDone }: { name: string; isDone: boolean }) =>
        void tools.push({ name, isDone }),
      bookAppointment: (_callId: string, startsAt: Date, words: string) =>
        ask(() => {
          done.add({ booked: startsAt.toISOString(), words });
          return randomUUID();
        }),
    },
    writer,
    log,
    now,
    recorded: false,
    timing: { ...SESSION_TIMING, tickMs: 10, lingerMs: 200, ...options.timing },
  });
  url = `ws://127.0.0.1:${gateway.port}`;
  const carriers: ReturnType<typeof callIn>[] = [];
  let stopped = false;

  return {
    model,
    done,
    /** What was told to those who watch, and which tools were noted. */
    signals,
    tools,
    database,
    spoolDir,
    port: gateway.port,
    /** What is stored, as 'lead: …' and 'agent: …' in the order of the conversation. */
    stored: () =>
      [...turns.values()]
        .sort((a, b) => a.seq - b.seq)
        .map(({ role, content }) => `${role === 'user' ? 'lead' : 'agent'}: ${content}`),
    carrier(given: Partial<Parameters<typeof callIn>[0]> = {}) {
      const carrier = callIn({ port: gateway.port, ...given });
      carriers.push(carrier);
      return carrier;
    },
    drain: () => gateway.stop(),
    async stop() {
      if (stopped) return;
      stopped = true;
      for (const carrier of carriers) carrier.vanish();
      await gateway.stop();
      await writer.stop();
      await model.stop();
    },
  };
}
