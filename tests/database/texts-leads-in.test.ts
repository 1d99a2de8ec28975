import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const written = { channel: 'text', kind: 'written', text: 'Text me.' } as const;

describe('a lead from a form', () => {
  it('becomes lead, consent, enrollment, conversation and first text in one step', async () => {
    const lead = await world.planned();
    expect(lead).toMatchObject({ result: 'enrolled', created: true, lead: { name: 'Dana' } });
    expect(await world.consents.ofPhone(lead.phone)).toMatchObject([
      { kind: 'written', text: 'Yes, text me.', lead_id: lead.lead.id, source: 'form' },
    ]);
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({
      lead_phone: lead.phone,
      our_number: OUR_NUMBER,
      owner: 'ai',
      last_seq: 0,
    });
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'pending',
      author: 'campaign',
      step: 1,
      seq: null,
      body: null,
    });
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'active',
      next_step: 1,
      message_id: lead.message_id,
    });
  });

  it('told again is the same lead, enrollment and text, also when both come at once', async () => {
    const campaignId = await world.campaign();
    const phone = world.number();
    const lead = { source: 'form', phone, campaign_id: campaignId, consent: written };
    const told = await Promise.all(
      Array.from({ length: 6 }, () => world.intake.receive(lead, NOON)),
    );
    expect(told.filter(({ result }) => result === 'enrolled')).toHaveLength(1);
    expect(told.filter(({ result }) => result === 'already_enrolled')).toHaveLength(5);
    expect(new Set(told.map(({ message_id }) => message_id)).size).toBe(1);
    const [rows] = await world.exec(
      `select (select count(*)::int from leads where phone = '${phone}') as leads,
              (select count(*)::int from consents where phone = '${phone}') as consents,
              (select count(*)::int from sms_messages where lead_phone = '${phone}') as texts,
              (select count(*)::int from sms_conversations where lead_phone = '${phone}') as talks`,
    );
    expect(rows).toEqual({ leads: 1, consents: 1, texts: 1, talks: 1 });
  });

  it('fills in what was not known, and leaves what was', async () => {
    const phone = world.number();
    await world.intake.receive(
      { source: 'form', phone, name: 'Dana', custom: { car: 'red' } },
      NOON,
    );
    const second = {
      source: 'crm',
      phone,
      name: 'Other',
      region: 'NY',
      custom: { car: 'blue', km: 5 },
    };
    expect(await world.intake.receive(second, NOON)).toMatchObject({
      result: 'stored',
      created: false,
      lead: { name: 'Dana', region: 'NY', source: 'form', custom: { car: 'red', km: 5 } },
    });
  });

  it('without consent is stored and not enrolled, and the decision says so', async () => {
    const lead = await world.arrived(undefined, { consent: undefined });
    expect(lead).toMatchObject({ result: 'no_consent', created: true, message_id: null });
    expect(await world.decisions(lead.lead.id)).toEqual([{ verdict: 'deny', rule: 'no_consent' }]);
  });

  it('on the suppression list is stored and not enrolled, whatever a form says', async () => {
    const phone = world.number();
    await world.suppressions.add({ phone, scope: 'sms', source: 'text' }, NOON);
    const lead = await world.arrived(undefined, { phone });
    expect(lead).toMatchObject({ result: 'suppressed', message_id: null });
    expect(await world.consents.ofPhone(phone)).toEqual([]);
  });

  it('of a campaign that is paused has its text planned once the campaign runs', async () => {
    const campaignId = await world.campaign();
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
    const lead = await world.arrived(campaignId);
    expect(lead).toMatchObject({ result: 'enrolled', message_id: null });
    expect((await world.sweep(later(60))).planned).toBe(0);
    await world.campaigns.setStatus(campaignId, 'running', later(60));
    expect((await world.sweep(later(61))).planned).toBe(1);
  });

  it('joins no second campaign while one is talking to it', async () => {
    const first = await world.arrived();
    const again = { source: 'form', phone: first.phone };
    const other = await world.campaign();
    expect(await world.intake.receive({ ...again, campaign_id: other }, NOON)).toMatchObject({
      result: 'active_elsewhere',
    });
    const taking = await world.campaign([textStep('Hi.')], {
      rules: { on_active_elsewhere: 'replace' },
    });
    expect(await world.intake.receive({ ...again, campaign_id: taking }, NOON)).toMatchObject({
      result: 'enrolled',
    });
    const rows = await world.exec(
      `select status, reason from sms_campaign_enrollments where lead_phone = '${first.phone}' order by id`,
    );
    expect(rows).toEqual([
      { status: 'stopped', reason: 'replaced' },
      { status: 'active', reason: null },
    ]);
  });

  it('is not called any more for the campaign that it was taken out of', async () => {
    const calling = await world.campaign([{ channel: 'call', delay_seconds: 600, variants: [] }]);
    const lead = await world.arrived(calling);
    const callId = String((await world.enrollment(lead.phone))?.['call_id']);
    expect(await world.calls.get(callId)).toMatchObject({ status: 'scheduled' });
    const taking = await world.campaign([textStep('Hi.')], {
      rules: { on_active_elsewhere: 'replace' },
    });
    await world.enrollments.enroll(taking, [lead.lead.id], later(10));
    expect(await world.calls.get(callId)).toMatchObject({
      status: 'canceled',
      end_reason: 'enrollment_stopped',
    });
  });

  it('cannot be active twice on one channel, not even by hand', async () => {
    const lead = await world.arrived();
    const other = await world.campaign();
    const byHand = world.exec(
      `insert into sms_campaign_enrollments (campaign_id, lead_phone, enrolled_at, created_at, updated_at)
       values ('${other}', '${lead.phone}', now(), now(), now())`,
    );
    await expect(byHand).rejects.toThrow('enrollments_one_active');
  });
});

describe('an import', () => {
  it('gives every row its verdict, in the order given', async () => {
    const campaignId = await world.campaign();
    const [known, blocked, busy, fresh] = [0, 0, 0, 0].map(() => world.number());
    await world.intake.receive(
      { source: 'form', phone: String(known), campaign_id: campaignId, consent: written },
      NOON,
    );
    await world.suppressions.add({ phone: String(blocked), scope: 'all', source: 'api' }, NOON);
    await world.arrived(undefined, { phone: String(busy) });
    const rows = [known, blocked, busy, fresh, fresh, 'nonsense'].map((phone, at) => ({
      line: at + 2,
      phone: String(phone),
      consent: written,
    }));
    const bare = { line: 8, phone: world.number() };
    const batch = { source: 'file', campaign_id: campaignId, rows: [...rows, bare] };
    const expected = [
      'already_enrolled',
      'suppressed',
      'active_elsewhere',
      'enrolled',
      'repeated',
      'bad_phone',
      'no_consent',
    ];
    const first = await world.intake.importBatch(batch, NOON);
    expect(first.rows.map(({ result }) => result)).toEqual(expected);
    expect(first.rows.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);

    const again = await world.intake.importBatch(batch, NOON);
    expect(again.rows.map(({ result }) => result)).toEqual(
      expected.map((result) => (result === 'enrolled' ? 'already_enrolled' : result)),
    );
    const [count] = await world.exec(
      `select count(*)::int as n from consents where phone = '${fresh}'`,
    );
    expect(count).toEqual({ n: 1 });
  });

  it('of five hundred new leads is one step', async () => {
    const campaignId = await world.campaign();
    const rows = Array.from({ length: 500 }, (_, at) => ({
      line: at,
      phone: `+1303555${String(1_000 + at)}`,
      name: `Lead ${at}`,
    }));
    const done = await world.intake.importBatch(
      { source: 'file', campaign_id: campaignId, consent: written, rows },
      NOON,
    );
    expect(done.rows.every(({ result, created }) => result === 'enrolled' && created)).toBe(true);
    expect(await world.campaigns.progress(campaignId, NOON)).toMatchObject({
      enrollments: { active: 500 },
    });
  });
});

it('a consent of a kind that nobody named is the weakest there is', async () => {
  const { id, phone } = await world.leads.create({ phone: world.number() }, NOON);
  await world.consents.add(id, { text: 'Fine.' }, NOON);
  expect(await world.consents.ofPhone(phone)).toMatchObject([{ kind: 'implied', channel: 'text' }]);
});

describe('enrolling known leads', () => {
  it('says of each what became of it, and the same the second time', async () => {
    const campaignId = await world.campaign();
    const [first, second] = [await world.arrived(), await world.arrived(campaignId)];
    const bare = await world.leads.create({ phone: world.number() }, NOON);
    await world.consents.add(bare.id, { kind: 'express' }, NOON);
    const ids = [first.lead.id, second.lead.id, bare.id, 999_999];
    const verdicts = async () =>
      Object.fromEntries(
        (await world.enrollments.enroll(campaignId, ids, NOON)).map((row) => [
          row.lead_id,
          row.result,
        ]),
      );
    const expected = {
      [first.lead.id]: 'active_elsewhere',
      [second.lead.id]: 'already_enrolled',
      [bare.id]: 'enrolled',
      999999: 'no_such_lead',
    };
    expect(await verdicts()).toEqual(expected);
    expect(await verdicts()).toEqual({ ...expected, [bare.id]: 'already_enrolled' });
    expect(await world.decisions(first.lead.id)).toHaveLength(1);
  });
});

describe('deleting a lead', () => {
  it('takes its texts with it and leaves its number nowhere but as a block', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    await world.inbound.receive(world.stopText(lead.phone), later(5));
    await world.leads.delete(lead.lead.id, later(10));
    const [left] = await world.exec(
      `select (select count(*)::int from sms_messages where lead_phone = '${lead.phone}') as texts,
              (select count(*)::int from sms_conversations where lead_phone = '${lead.phone}') as talks,
              (select count(*)::int from sms_campaign_enrollments where lead_phone = '${lead.phone}') as enrollments,
              (select count(*)::int from consents where phone = '${lead.phone}') as consents,
              (select count(*)::int from events where payload::text like '%${lead.phone}%') as events`,
    );
    expect(left).toEqual({ texts: 0, talks: 0, enrollments: 0, consents: 0, events: 0 });
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
    expect(await world.arrived(undefined, { phone: lead.phone })).toMatchObject({
      result: 'suppressed',
    });
  });

  it('leaves a block that is seen on whoever comes in under the number, by any door', async () => {
    const status = async (phone: string) =>
      (await world.exec(`select lead_status from leads where phone = '${phone}'`))[0];
    const blocked = async (scope: 'all' | 'sms') => {
      const phone = world.number();
      await world.suppressions.add({ phone, scope, source: 'api' }, NOON);
      return phone;
    };
    const [form, file, text, api, only] = [
      await blocked('all'),
      await blocked('all'),
      await blocked('all'),
      await blocked('all'),
      await blocked('sms'),
    ];
    await world.arrived(undefined, { phone: form });
    await world.intake.importBatch({ source: 'file', rows: [{ line: 2, phone: file }] }, NOON);
    await world.inbound.receive(world.inboundText(text), NOON);
    await world.leads.create({ phone: api }, NOON);
    for (const phone of [form, file, text, api]) {
      expect(await status(phone)).toEqual({ lead_status: 'do_not_contact' });
    }
    // Who may still be called is a lead like others.
    await world.arrived(undefined, { phone: only });
    expect(await status(only)).toEqual({ lead_status: 'new' });
    const moved = await world.leads.create({ phone: world.number() }, NOON);
    const elsewhere = await blocked('all');
    await world.leads.update(moved.id, { phone: elsewhere }, NOON);
    expect(await status(elsewhere)).toEqual({ lead_status: 'do_not_contact' });
  });

  it('takes what was written under a number that it had before, but nobody else’s', async () => {
    const lead = await world.planned();
    await world.inbound.receive(world.stopText(lead.phone, { body: 'STOP, says Dana' }), later(5));
    await world.leads.update(lead.lead.id, { phone: world.number() }, later(6));
    const heir = world.number();
    const other = await world.planned();
    await world.leads.update(other.lead.id, { phone: heir }, later(7));
    // Somebody else has the number of `other` by now.
    await world.intake.receive(
      { source: 'form', phone: other.phone, consent: { text: 'Me, too.' } },
      later(8),
    );
    await world.leads.delete(lead.lead.id, later(10));
    await world.leads.delete(other.lead.id, later(11));
    const [left] = await world.exec(
      `select (select count(*)::int from sms_messages where lead_phone = '${lead.phone}') as texts,
              (select count(*)::int from suppressions where phone = '${lead.phone}') as blocks,
              (select count(*)::int from consents where phone = '${lead.phone}') as consents,
              (select count(*)::int from consents where phone = '${other.phone}') as others,
              (select count(*)::int from events where payload::text like '%${lead.phone}%') as events`,
    );
    expect(left).toEqual({ texts: 0, blocks: 0, consents: 0, others: 1, events: 0 });
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
  });

  it('takes the lead’s own words out of its consents, and leaves those of a form', async () => {
    const lead = await world.arrived(undefined, { consent: { text: 'I agree to be texted.' } });
    const start = { kind: 'opt_in' as const, rule: 'keyword', words: 'Start, please' };
    await world.inbound.receive(world.inboundText(lead.phone, { opt_out: start }), later(5));
    await world.leads.delete(lead.lead.id, later(10));
    const rows = await world.exec(`select kind, text from consents order by id desc limit 2`);
    expect(rows).toEqual([
      { kind: 'keyword', text: null },
      { kind: 'implied', text: 'I agree to be texted.' },
    ]);
  });
});
