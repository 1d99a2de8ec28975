import { describe, expect, it } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { AGENT, openedSession } from '../testing/rows.ts';
import type { SpokenTurn } from './booked-words.ts';
import { runTool, toolOffers } from './tools.ts';

const log = createLogger({ service: 'test', level: 'silent' });

function setup({ transfer = true, wrapUpFails = false, spoken = [] as SpokenTurn[] } = {}) {
  const booked: string[] = [];
  const refused: string[] = [];
  const asked: string[] = [];
  const agent = { ...AGENT, transfer_number: transfer ? '+12025550199' : null };
  const context = {
    session: openedSession({ agent }),
    mediaSessions: {
      bookAppointment: async (_callId: string, startsAt: Date) => {
        booked.push(startsAt.toISOString());
        return 'id';
      },
      askForPerson: async (_callId: string, reason: string) => {
        asked.push(reason);
        return true;
      },
      wrapUp: async () => {
        if (wrapUpFails) throw new Error('away');
        return true;
      },
    },
    spoken: () => spoken,
    optOut: async (_source: string, words: string) => {
      refused.push(words);
      return true;
    },
    now: () => new Date('2026-11-20T18:05:00Z'),
  };
  const use = (name: string, args: object) =>
    runTool({ callId: 'c', name, args: JSON.stringify(args) }, context, log);
  return { use, booked, refused, asked };
}

describe('the tools that are offered', () => {
  it('are those of the agent, and always the ones that end a call or refuse another', () => {
    const names = (wanted: string[]) => toolOffers(wanted).map(({ name }) => name);
    expect(names([])).toEqual(['end_call', 'mark_do_not_call']);
    expect(names(['request_human'])).toEqual(['end_call', 'mark_do_not_call', 'request_human']);
  });

  it('describe the schema of their arguments', () => {
    expect(toolOffers([])[0]?.parameters).toMatchObject({
      type: 'object',
      properties: { reason: { type: 'string' } },
      required: ['reason'],
    });
  });
});

describe('booking', () => {
  const book = (starts_at_local: string) => ({ starts_at_local, words: 'at ten' });

  it("reads the time on the lead's clock", async () => {
    const { use, booked } = setup();
    const { output } = await use('book_appointment', book('2026-11-24T10:00'));
    expect(output).toEqual({ ok: true, booked_for: '2026-11-24T10:00 Tuesday' });
    expect(booked).toEqual(['2026-11-24T15:00:00.000Z']);
  });

  it.each([
    ['in the past', '2026-11-20T10:00'],
    ['more than 90 days ahead', '2027-02-19T10:00'],
    ['on no calendar', '2026-02-30T10:00'],
    ['without a time', '2026-11-24'],
  ])('does not book a time %s', async (_name, at) => {
    const { use, booked } = setup();
    const { output } = await use('book_appointment', book(at));
    expect(output.ok).toBe(false);
    expect(booked).toEqual([]);
  });

  it('books up to 90 days ahead', async () => {
    const { use, booked } = setup();
    await use('book_appointment', book('2027-02-17T10:00'));
    expect(booked).toEqual(['2027-02-17T15:00:00.000Z']);
  });
});

describe('booking without the lead’s agreement', () => {
  const TUESDAY = '2026-11-24T10:00';
  const OFFER = { who: 'agent', text: 'We have Tuesday at ten. Does that work?' } as const;
  const lead = (text: string) => ({ who: 'lead', text }) as const;

  it.each<[string, SpokenTurn[], string, string]>([
    ['no to our offer', [OFFER, lead('No.')], 'No', TUESDAY],
    ['no appointment', [lead('I do not want an appointment')], 'an appointment', TUESDAY],
    [
      'words that the lead did not say',
      [OFFER, lead('How much is it?')],
      'Tuesday at ten',
      TUESDAY,
    ],
    ['another time', [lead('Tuesday at two')], 'Tuesday at two', TUESDAY],
    ['a yes that was taken back', [OFFER, lead('Yes'), lead('No, cancel that')], 'Yes', TUESDAY],
    ['words that have not arrived and name no time', [OFFER, lead('')], 'I love it', TUESDAY],
    ['the middle of the night', [lead('Tuesday at 3 am')], 'Tuesday at 3 am', '2026-11-24T03:00'],
  ])('is refused on %s, with a reason for the model', async (_, spoken, words, starts_at_local) => {
    const { use, booked } = setup({ spoken });
    const { output } = await use('book_appointment', { starts_at_local, words });
    expect(output).toEqual({ ok: false, reason: expect.any(String) });
    expect(booked).toEqual([]);
  });

  it.each<[string, SpokenTurn[], string]>([
    ['a yes to our offer', [OFFER, lead('Yes please')], 'Yes please'],
    ['words that have not arrived, as the model heard them', [lead('')], 'Tuesday at ten'],
  ])('does not happen with %s', async (_, spoken, words) => {
    const { use, booked } = setup({ spoken });
    await use('book_appointment', { starts_at_local: TUESDAY, words });
    expect(booked).toEqual(['2026-11-24T15:00:00.000Z']);
  });
});

describe('handing over to a person', () => {
  it('closes the stream once the agent has said so', async () => {
    const { ending } = await setup().use('request_human', { reason: 'asked' });
    expect(ending).toMatchObject({ kind: 'transfer', firm: true });
  });

  it.each([{ transfer: false }, { wrapUpFails: true }])(
    'is not promised with %j',
    async (given) => {
      const answer = await setup(given).use('request_human', { reason: 'asked' });
      expect(answer.output.ok).toBe(false);
      expect(answer.ending).toBeUndefined();
    },
  );
});

it('suppresses no number on words that refuse nothing: a person looks', async () => {
  const { use, refused, asked } = setup();
  const words = 'I love it, when can I come?';
  const { output, ending } = await use('mark_do_not_call', { words });
  expect(output.ok).toBe(false);
  expect(ending).toBeUndefined();
  expect(refused).toEqual([]);
  expect(asked).toEqual(['unclear_opt_out']);
});

it('notifies a person where no human agent can take the call', async () => {
  const { use, asked } = setup({ transfer: false });
  await use('request_human', { reason: 'wants a person' });
  expect(asked).toEqual(['nobody_to_transfer_to']);
});

it('records an opt-out and ends the call within ten seconds', async () => {
  const { use, refused } = setup();
  const { ending } = await use('mark_do_not_call', { words: 'never again' });
  expect(refused).toEqual(['never again']);
  expect(ending).toMatchObject({ kind: 'hangup', firm: true, withinMs: 10_000 });
});

it('only acknowledges a callback, but none in the past', async () => {
  const { use } = setup();
  const ask = (when_local: string | null) => use('request_callback', { when_local, words: 'then' });
  expect((await ask(null)).output.ok).toBe(true);
  expect((await ask('2026-11-21T15:00')).output.ok).toBe(true);
  expect((await ask('2026-11-19T15:00')).output.ok).toBe(false);
});
