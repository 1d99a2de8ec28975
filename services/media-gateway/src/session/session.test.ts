import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type {
  ConversationEvents,
  ConversationModel,
} from '@ringback/shared/providers/conversation/port.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { pino } from 'pino';
import { createGatewayMetrics } from '../gateway-metrics.ts';
import { createDurableWriter } from '../record/durable-writer.ts';
import { createSpool } from '../record/spool.ts';
import { openedSession } from '../testing/rows.ts';
import { NOTES } from './notes.ts';
import { MediaSession } from './session.ts';
import { SESSION_TIMING } from './session-deps.ts';

const VOICED = Buffer.from(Buffer.alloc(160, 0x10).toString('base64'));

/** A session whose voice models remember what they are asked for. */
function setup() {
  const asked: string[] = [];
  const models: ConversationEvents[] = [];
  const nothing = () => {};
  const start: ConversationModel['start'] = async (_opening, events) => {
    const mine = models.push(events);
    return {
      appendAudio: nothing,
      speak: () => void asked.push(`${mine}: speak`),
      tell: (text) => void asked.push(`${mine}: ${text}`),
      truncate: nothing,
      giveResults: nothing,
      close: nothing,
    };
  };
  const log = pino({ enabled: false });
  const now = () => new Date();
  const mediaSessions = {
    end: async () => ({ saved: 0, lead_id: null, linked_by: null }),
    closed: async () => {},
    reportHeard: async () => {},
    askForPerson: async () => true,
    wrapUp: async () => true,
    bookAppointment: async () => randomUUID(),
    noteTool: async () => {},
  };
  const session = new MediaSession(
    {
      model: { start },
      modelReports: { opened: nothing, failed: nothing },
      calls: { hangup: async () => {} },
      mediaSessions,
      writer: createDurableWriter({
        transcripts: { save: async () => ({ saved: 0, lead_id: null, linked_by: null }) },
        suppressions: { add: async () => ({ suppression_id: 1, canceled_calls: 0 }) },
        mediaSessions,
        spool: createSpool(join(tmpdir(), `ringback-spool-${randomUUID()}`), 'test'),
        log,
        now,
        everyMs: 5,
      }),
      metrics: createGatewayMetrics(createMetrics('test'), {
        active: () => 1,
        draining: () => false,
        backlog: () => 0,
      }),
      tellSignal: nothing,
      log,
      now,
      recorded: false,
      timing: { ...SESSION_TIMING, lingerMs: 0 },
    },
    { callSid: 'CA1', play: nothing, mark: nothing, clear: nothing, close: nothing },
    { ...openedSession(), firstSeq: 1 },
  );
  return { session, asked, models };
}

it('a model that takes over while the first one looks for a hello is asked for words once', async () => {
  const { session, asked, models } = setup();
  for (const at of [0, 20, 40]) {
    session.handle({ event: 'media', timestampMs: at, payload: VOICED });
  }
  const starting = session.start();
  // It is connected now, and may still notice speech for a while.
  await new Promise((resolve) => setImmediate(resolve));
  models[0]?.lost('closed');
  await starting;
  await session.end('over');
  expect(asked).toEqual([`2: ${NOTES.resumed}`]);
});
