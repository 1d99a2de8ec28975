import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  NOBODY,
  OURS,
  startTextsWorld,
  type TextsWorld,
  WORDS,
} from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('a campaign', () => {
  it('begins as a draft with its steps, starts, rests and goes on; each twice is once', async () => {
    const made = await world.campaign({ daily_cap: 100, goal: 'a test drive' });
    expect(made.status).toBe(201);
    const { id } = made.body.data;
    expect(made.body.data).toMatchObject({ status: 'draft', sender: OURS, warnings: [] });
    expect((await world.post(`/api/campaigns/${id}/pause`)).status).toBe(409);
    for (const [verb, status] of [
      ['start', 'running'],
      ['pause', 'paused'],
      ['resume', 'running'],
    ]) {
      for (const _ of [1, 2]) {
        const moved = await world.post(`/api/campaigns/${id}/${verb}`);
        expect([moved.status, moved.body.data.status]).toEqual([200, status]);
      }
    }
    expect((await world.campaign({ name: made.body.data.name })).status).toBe(409);
  });

  it('that plans more for one lead than the settings allow is warned when it is made and changed', async () => {
    const made = await world.campaign({ per_lead_per_day: 3 });
    expect(made.body.data.warnings).toMatchObject([
      { path: 'per_lead_per_day', rule: 'above_house_cap' },
    ]);
    const path = `/api/campaigns/${made.body.data.id}`;
    const steps = [{ body: WORDS }, { body: 'Tell us what suits you.', delay_seconds: 3_600 }];
    const changed = await world.call('PATCH', path, { body: { per_lead_per_day: 1, steps } });
    expect(changed.body.data.warnings).toMatchObject([
      { path: 'steps.1', rule: 'steps_above_house_cap' },
    ]);
  });

  it('counts its days in a zone that the database knows as well', async () => {
    // Old names that JavaScript still takes: every claim in them would fail.
    for (const timezone of ['CTT', 'PNT', 'EST']) {
      expect((await world.campaign({ timezone })).status).toBe(400);
    }
    for (const timezone of ['UTC', 'America/Argentina/Ushuaia']) {
      expect((await world.campaign({ timezone })).status).toBe(201);
    }
  });

  it('is edited while it runs; a step that changed has a new edition', async () => {
    const { id } = (await world.campaign()).body.data;
    await world.post(`/api/campaigns/${id}/start`);
    const variants = [
      { name: 'a', weight: 1, body: WORDS },
      { name: 'b', weight: 3, body: `${WORDS} Thanks!` },
    ];
    const steps = [{ variants }, { channel: 'call', delay_seconds: 3_600 }];
    const { body } = await world.call('PATCH', `/api/campaigns/${id}`, { body: { steps } });
    expect(body.data.steps).toMatchObject([{ version: 2 }, { channel: 'call', version: 1 }]);
    expect(body.data.steps[0].variants).toEqual(variants);
  });

  it.each([
    ['unknown_variable', 'Hi {{firstname|you}}'],
    ['no_fallback', 'Hi {{first_name}}'],
    ['reserved_answer', 'Do you want to keep or cancel your appointment?'],
    ['too_many_segments', 'x'.repeat(400)],
    ['malformed', 'Hi {{first_name|there}'],
  ])('with %s in its words is refused', async (found, body) => {
    const { status, body: problem } = await world.campaign({ steps: [{ body: WORDS }, { body }] });
    expect(status).toBe(400);
    expect(problem.faults).toContainEqual(expect.objectContaining({ path: 'steps.1.body', found }));
  });

  it('with a name of its own in its words is told how to use one', async () => {
    const { body } = await world.campaign({ steps: [{ body: 'About your {{car|car}}' }] });
    expect(body.faults[0].expected).toMatch(/There is no variable "car".*rules\.variables/);
  });

  it('without a way out in its first text is warned of; fields of leads may be named', async () => {
    const rules = { variables: ['car_model'] };
    const steps = [{ body: 'About your {{car_model|car}}' }];
    const { status, body } = await world.campaign({ rules, steps });
    expect(status).toBe(201);
    expect(body.data.warnings).toMatchObject([{ rule: 'no_opt_out_wording' }]);
  });

  it('is told that the words of a call are said to nobody', async () => {
    const steps = [{ body: WORDS }, { channel: 'call', body: 'Hello there' }];
    const { status, body } = await world.campaign({ steps });
    expect([status, body.data.warnings]).toEqual([
      201,
      [{ path: 'steps.1.variants', rule: 'words_of_a_call', message: expect.any(String) }],
    ]);
  });

  it('says what it is for, and keeps that when something else of its rules changes', async () => {
    const made = await world.campaign({ rules: { purpose: 'informational' } });
    expect(made.body.data.rules).toEqual({ purpose: 'informational' });
    const path = `/api/campaigns/${made.body.data.id}`;
    const changed = await world.call('PATCH', path, {
      body: { rules: { on_active_elsewhere: 'replace' } },
    });
    expect(changed.body.data.rules).toEqual({
      purpose: 'informational',
      on_active_elsewhere: 'replace',
    });
    expect((await world.campaign({ rules: { purpose: 'fun' } })).status).toBe(400);
  });

  it.each([
    ['no words', { steps: [{}] }, 400],
    ['both kinds of words', { steps: [{ body: 'x', variants: [{ name: 'a', body: 'x' }] }] }, 400],
    ['an unknown agent', { agent_id: NOBODY }, 404],
    ['a strange sender', { sender: 'me' }, 400],
  ])('with %s is refused', async (_, change, status) => {
    expect((await world.campaign(change)).status).toBe(status);
  });

  it('takes in leads with consent, once', async () => {
    const { id } = (await world.campaign()).body.data;
    const [yes, no] = [await world.lead(), await world.lead(false)];
    const first = await world.post(`/api/campaigns/${id}/enroll`, { lead_ids: [yes, no, 999_999] });
    const results = Object.fromEntries(
      first.body.data.rows.map((row: { lead_id: number; result: string }) => [
        row.lead_id,
        row.result,
      ]),
    );
    expect(results).toEqual({ [yes]: 'enrolled', [no]: 'no_consent', 999999: 'no_such_lead' });
    const why = await world.get(`/api/leads/${no}/why`);
    expect(why.body.data[0]).toMatchObject({
      verdict: 'deny',
      rule: 'no_consent',
      reason: 'There is no consent to be texted in force, and a campaign needs one.',
    });
    const again = await world.post(`/api/campaigns/${id}/enroll`, { lead_ids: [yes] });
    expect(again.body.data).toMatchObject({ enrolled: 0, rows: [{ result: 'already_enrolled' }] });
    const { body } = await world.get(`/api/campaigns/${id}/enrollments`);
    expect(body.data).toHaveLength(1);
    for (const verb of ['start', 'enroll', 'pause', 'resume', 'end']) {
      const gone = verb === 'enroll' ? { lead_ids: [yes] } : undefined;
      expect((await world.post(`/api/campaigns/${NOBODY}/${verb}`, gone)).status).toBe(404);
    }
  });
});

describe('a lead in a campaign', () => {
  const enrolled = async () => {
    const { id } = (await world.campaign()).body.data;
    const leadId = await world.lead();
    const { body } = await world.post(`/api/campaigns/${id}/enroll`, { lead_ids: [leadId] });
    return { campaignId: id, leadId, id: body.data.rows[0].enrollment_id as number };
  };
  const set = (id: number | string, status: string) =>
    world.call('PATCH', `/api/enrollments/${id}`, { body: { status } });

  it('rests, goes on and leaves for good, each twice as once', async () => {
    const { id } = await enrolled();
    for (const status of ['paused', 'active', 'stopped']) {
      for (const _ of [1, 2]) {
        const { body } = await set(id, status);
        expect(body.data).toMatchObject({ id, status, reason: 'by_staff' });
      }
    }
    expect((await set(id, 'active')).status).toBe(409);
    expect((await set(999_999, 'paused')).status).toBe(404);
    expect((await set('x', 'paused')).status).toBe(400);
    expect((await set(id, 'completed')).status).toBe(400);
  });

  it('does not go on while it is active elsewhere, or once it wants no texts', async () => {
    const first = await enrolled();
    await set(first.id, 'paused');
    const { id } = (await world.campaign()).body.data;
    const second = await world.post(`/api/campaigns/${id}/enroll`, { lead_ids: [first.leadId] });
    expect((await set(first.id, 'active')).body.detail).toContain('another campaign');
    await set(second.body.data.rows[0].enrollment_id, 'paused');
    const { phone } = (await world.get(`/api/leads/${first.leadId}`)).body.data;
    await world.post('/api/suppressions', { phone, scope: 'sms' });
    expect((await set(first.id, 'active')).status).toBe(409);
  });

  it('is free for others when the campaign ends, which it does once and for good', async () => {
    const { campaignId, leadId } = await enrolled();
    for (const _ of [1, 2]) {
      const { body } = await world.post(`/api/campaigns/${campaignId}/end`);
      expect(body.data).toMatchObject({
        status: 'ended',
        progress: { enrollments: { stopped: 1 } },
      });
    }
    expect((await world.post(`/api/campaigns/${campaignId}/start`)).status).toBe(409);
    const { id } = (await world.campaign()).body.data;
    const again = await world.post(`/api/campaigns/${id}/enroll`, { lead_ids: [leadId] });
    expect(again.body.data).toMatchObject({ enrolled: 1 });
  });
});
