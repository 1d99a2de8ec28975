import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

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
    await system.settle();

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
