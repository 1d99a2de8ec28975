import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { openStream } from './live-reader.ts';

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

describe('the walk of the integration guide', () => {
  it('creates a lead, calls it, talks with it, writes it down and knows how it ended', async () => {
    const phone = numberWithStory('01', 0);
    const lead = await system.api('POST', '/api/leads', {
      name: 'Ada Byron',
      phone,
      timezone: awake(),
    });
    expect(lead.status).toBe(201);
    const leadId = (lead.json['data'] as { id: number }).id;

    const scheduled = await system.api('POST', '/api/queue/schedule-call', {
      to: phone,
      message: 'You asked about the family car.',
      lead_id: leadId,
      priority: 'high',
    });
    expect(scheduled).toMatchObject({
      status: 202,
      json: { success: true, data: { status: 'scheduled', queued: true } },
    });
    const { call_id: callId } = scheduled.json['data'] as { call_id: string };
    const live = await openStream(`${system.apiUrl}/api/live?topics=call-signals:${callId}`, {
      headers: { authorization: `Bearer ${system.apiKey}` },
    });
    await system.settle();
    live.cut();
    const signals = live.frames
      .filter(({ event }) => event === 'call_signal')
      .map(({ data }) => CallSignal.parse(JSON.parse(data ?? '').payload));
    expect(new Set(signals.map(({ call_id }) => call_id))).toEqual(new Set([callId]));
    // Both are told as speaking, and words before their turn was written.
    const speakers = signals.map(({ speaker }) => speaker);
    expect(speakers).toEqual(expect.arrayContaining(['agent', 'lead']));
    const words = signals.flatMap(({ words }) => words?.text ?? []);
    expect(
      words.some((text) => 'Hello Ada Byron, this is the AI'.startsWith(text.slice(0, 12))),
    ).toBe(true);
    // A call that is over is told of to nobody who comes.
    expect((await system.api('GET', '/api/call-signals')).json['data']).toEqual([]);

    const after = await system.api('GET', `/api/leads/${leadId}`);
    const callSid = (after.json['data'] as { call_sid: string }).call_sid;
    expect(callSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(after.json['data']).toMatchObject({
      lead_status: 'contacted',
      outcome: 'success',
      last_contacted_at: expect.any(String),
      notes: `Outbound call ${callSid} initiated`,
    });

    const transcript = await system.api('GET', `/transcripts/${callSid}`);
    const turns = transcript.json['transcripts'] as { role: string; content: string }[];
    expect(transcript.json).toMatchObject({
      success: true,
      callSid,
      messageCount: turns.length,
    });
    const [real] = system.simulator.ledger().calls.filter((call) => call.to === phone);
    expect(turns.map(({ role, content }) => ({ role, content }))).toEqual(
      real?.heard.map(({ who, text }) => ({
        role: who === 'lead' ? 'user' : 'assistant',
        content: text,
      })),
    );
    expect(turns[0]?.content).toContain('Ada');

    const call = await system.api('GET', `/api/calls/${callId}`);
    expect(call.json['data']).toMatchObject({
      status: 'completed',
      analysis: {
        outcome: 'success',
        status: 'done',
        outcome_quote: expect.stringContaining('Tuesday'),
      },
    });
    const { tools, transcript: told } = call.json['data'] as {
      tools: { name: string; is_done: boolean }[];
      transcript: { role: string; reply_ms: number | null }[];
    };
    expect(tools.map(({ name, is_done }) => ({ name, is_done }))).toEqual([
      { name: 'book_appointment', is_done: true },
      { name: 'end_call', is_done: true },
    ]);
    // What answers the lead was waited for; the first words answer nothing.
    const [first, ...answers] = told.filter(({ role }) => role === 'assistant');
    expect(first?.reply_ms).toBeNull();
    expect(answers.every(({ reply_ms }) => typeof reply_ms === 'number')).toBe(true);
    const [booked] = await system.exec(`select count(*)::int as n from appointments`);
    expect(booked).toEqual({ n: 1 });
  });

  it('calls a number about which nothing is known, when its zone is awake', async () => {
    const rightNow = () => {
      const hour = Number(
        new Intl.DateTimeFormat('en-GB', {
          timeZone: 'Europe/London',
          hour: '2-digit',
          hourCycle: 'h23',
        }).format(new Date()),
      );
      return hour >= 9 && hour < 20 ? 'scheduled' : 'held';
    };
    const before = rightNow();
    const { status, json } = await system.api('POST', '/api/queue/schedule-call', {
      to: '+442079460100',
    });
    expect(status).toBe(202);
    // The window may open or close between the question and the answer.
    expect([before, rightNow()]).toContain(Object(json['data']).status);
  });
});
