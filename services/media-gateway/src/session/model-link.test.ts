import { describe, expect, it } from '@jest/globals';
import type {
  ConversationEvents,
  ConversationModel,
  Opening,
} from '@ringback/shared/providers/conversation/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { pino } from 'pino';
import { createCallerSound } from '../audio/caller-sound.ts';
import { createTurnTaking } from '../audio/turn-taking.ts';
import { createConversationLog } from '../record/conversation-log.ts';
import { openedSession } from '../testing/rows.ts';
import { createModelLink } from './model-link.ts';
import { createTranscript } from './transcript.ts';

const AT = new Date('2026-11-20T18:00:00Z');
const VOICED = Buffer.from(Buffer.alloc(160, 0x10).toString('base64'));
const EARLIER = [{ seq: 1, role: 'assistant' as const, content: 'Hello Dana.' }];

function listening(lost: () => void): ConversationEvents {
  const nothing = () => {};
  return {
    audio: nothing,
    audioDone: nothing,
    replyStarted: nothing,
    replyDone: nothing,
    callerStarted: nothing,
    callerStopped: nothing,
    itemPlaced: nothing,
    callerText: nothing,
    agentText: nothing,
    lost,
  };
}

function setup() {
  const told: string[] = [];
  const openings: Opening[] = [];
  const heard: boolean[] = [];
  const answer = Promise.withResolvers<void>();
  const state = { refuses: false, waits: false };
  const start: ConversationModel['start'] = async (opening, events) => {
    openings.push(opening);
    if (state.waits) await answer.promise;
    if (state.refuses) throw new AppError('provider_rejected', 'no');
    models.push(events);
    return {
      appendAudio: () => void told.push('sound'),
      speak: () => void told.push('speak'),
      tell: (text) => void told.push(text),
      truncate: () => {},
      giveResults: () => {},
      close: () => void told.push('close'),
    };
  };
  const models: ConversationEvents[] = [];
  const sound = createCallerSound();
  const turns = createTurnTaking();
  const record = createConversationLog(2);
  const opened = openedSession({ turns: EARLIER });
  const link = createModelLink(
    {
      deps: {
        model: { start },
        modelNews: { opened() {}, failed() {} },
        now: () => AT,
        recorded: false,
      },
      log: pino({ enabled: false }),
      opened,
    },
    { sound, turns, record, transcript: createTranscript(EARLIER, { record, turns }) },
    (isCurrent) => listening(() => heard.push(isCurrent())),
  );
  return { link, told, openings, models, heard, sound, record, state, answer };
}

describe('the link to the voice model', () => {
  it('has every model know the talk so far', async () => {
    const { link, openings, record } = setup();
    await link.connect();
    record.say('u1', 'user', 'Who is this?', true, AT);
    link.drop();
    await link.replace(5_000);
    expect(openings.map(({ turns }) => turns.map(({ content }) => content))).toEqual([
      ['Hello Dana.'],
      ['Hello Dana.', 'Who is this?'],
    ]);
    expect(link.sinceReplacedMs(7_000)).toBe(2_000);
  });

  it('takes no news of a model that was given up', async () => {
    const { link, models, heard, told } = setup();
    await link.connect();
    link.drop();
    models[0]?.lost('late');
    expect([link.current(), heard, told]).toEqual([null, [false], ['close']]);
    await link.connect();
    for (const model of models) model.lost('now');
    expect(heard).toEqual([false, false, true]);
  });

  it('tells the note before the model hears a lead who was faster', async () => {
    const { link, told, sound } = setup();
    for (const at of [0, 20, 40]) sound.frame(VOICED, at, at);
    expect(await link.connect('Say hello.')).toEqual({ again: false, saidHello: true });
    expect(told).toEqual(['Say hello.', 'sound', 'sound', 'sound']);
  });

  it('has a sentence heard again that the lost model left unanswered', async () => {
    const { link, told, sound } = setup();
    await link.connect();
    sound.frame(VOICED, 0, 0);
    sound.started();
    link.drop();
    expect(await link.connect()).toEqual({ again: true, saidHello: false });
    expect(told).toEqual(['sound', 'close', 'sound']);
  });

  it('says why there is no model', async () => {
    const { link, state } = setup();
    state.refuses = true;
    expect(await link.connect()).toBe('refused');
    expect([link.current(), link.isConnecting()]).toEqual([null, false]);
  });

  it('lets a model go that comes after the call is over', async () => {
    const { link, state, answer, told } = setup();
    state.waits = true;
    const connecting = link.connect('Say hello.');
    expect(link.isConnecting()).toBe(true);
    link.close();
    answer.resolve();
    await connecting;
    expect([link.current(), told]).toEqual([null, ['close']]);
  });
});
