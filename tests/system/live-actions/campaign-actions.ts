import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { ANA, CLAIM, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { claimAt, OUR_NUMBER, textStep } from '@ringback/testing/texts-world.ts';
import type { Action, ActionsWorld, Story } from './actions-world.ts';
import { createCampaignSteps } from './campaign-steps.ts';

/** Everything that can happen to campaigns and to who is in them. */
export function campaignActions(world: ActionsWorld): Story {
  const told = createCampaignSteps(world);
  const { at, tag, traces, text, arrives, claims, moves, moved } = told;
  const steps = [textStep('Hello {{first_name|there}}.'), textStep('Still there?', 600)];
  const imported = [world.number(), world.number()];
  const single = { message_id: randomUUID(), body: 'One thing more.', sender: OUR_NUMBER };
  const singlePhone = world.number();
  traces.push(...imported, singlePhone, 'in writing', 'One thing more');
  let campaignId = '';
  let replacingId = '';
  let cappedId = '';
  let callingId = '';
  let bareId = 0;

  const actions: Action[] = [
    [
      'a campaign is written, with its steps',
      async () => {
        const campaign = { name: `Autumn ${tag}`, sender: OUR_NUMBER };
        const put = await world.campaigns.put(campaign, steps, at(0));
        campaignId = put.campaign?.id ?? '';
      },
    ],
    [
      'a campaign is changed',
      () => world.campaigns.update(campaignId, { goal: 'A visit.', daily_cap: 500 }, at(1)),
    ],
    [
      'a step is added',
      () => world.campaigns.editSteps(campaignId, [...steps, textStep('Bye.', 900)], at(2)),
    ],
    ['a step is taken out again', () => world.campaigns.editSteps(campaignId, steps, at(3))],
    [
      'a step is worded anew',
      () =>
        world.campaigns.editSteps(
          campaignId,
          [textStep('Hi.'), textStep('Still there?', 600)],
          at(3),
        ),
    ],
    moves('it is started', () => campaignId, 'running', 4),
    arrives('told twice', () => campaignId, 5),
    [
      'the same lead is told of again',
      async () => {
        const again = { source: 'form', phone: text('told twice').phone, campaign_id: campaignId };
        expect(await world.intake.receive({ ...again, name: 'Dana' }, at(6))).toMatchObject({
          result: 'already_enrolled',
        });
      },
    ],
    [
      'a file of leads is read',
      async () => {
        const rows = imported.map((phone, line) => ({ line, phone, name: 'Dana' }));
        const consent = { kind: 'written' as const, text: 'in writing' };
        const batch = { source: 'file', campaign_id: campaignId, consent, rows };
        const read = await world.intake.importBatch(batch, at(7));
        expect(read.rows.map(({ result }) => result)).toEqual(['enrolled', 'enrolled']);
      },
    ],
    [
      'a lead is made who has agreed to nothing',
      async () => {
        const phone = world.number();
        traces.push(phone);
        bareId = (await world.leads.create({ phone }, at(8))).id;
        const [refused] = await world.enrollments.enroll(campaignId, [bareId], at(8));
        expect(refused?.result).toBe('no_consent');
      },
    ],
    [
      'a consent is given',
      async () => {
        const proof = { text: 'in writing', ip: '192.0.2.1', user_agent: 'a browser' };
        expect(await world.consents.add(bareId, { ...proof, channel: 'all' }, at(9))).toBe(true);
      },
    ],
    [
      'who has agreed is enrolled by hand',
      async () => {
        const [row] = await world.enrollments.enroll(campaignId, [bareId], at(10));
        expect(row?.result).toBe('enrolled');
      },
    ],
    [
      'a sweep plans their first texts',
      async () => expect((await world.sweep(at(11))).planned).toBeGreaterThan(0),
    ],
    ['a sweep finds nothing new', () => world.sweep(at(90))],
    [
      'another campaign begins, which replaces others',
      async () => {
        const rules = { on_active_elsewhere: 'replace' as const };
        replacingId = await world.campaign(steps, { rules });
        const [row] = await world.enrollments.enroll(replacingId, [bareId], at(91));
        expect(row?.result).toBe('enrolled');
      },
    ],
    [
      'what was planned for a lead who was replaced is put back when it is claimed',
      async () => {
        const [row] = await world.messages.ofLead(bareId, 1);
        const id = row?.message_id ?? '';
        expect(await world.messages.begin(id, claimAt(at(92)), at(92))).toEqual({
          verdict: 'denied',
          rule: 'enrollment_stopped',
        });
      },
    ],

    arrives('by hand', () => campaignId, 690),
    moved('an enrollment is paused by a person', 'by hand', 'paused'),
    moved('it goes on', 'by hand', 'active'),
    moved('it is stopped', 'by hand', 'stopped'),
    arrives('step by step', () => campaignId, 700),
    [
      'a person lets its step leave now',
      async () =>
        expect(
          await world.enrollments.sendNow(text('step by step').enrollmentId, ANA, at(700)),
        ).toMatchObject({ result: 'planned' }),
    ],
    [
      'a person leaves its step out',
      async () =>
        expect(
          await world.enrollments.skip(text('step by step').enrollmentId, 1, ANA, at(700)),
        ).toBe('skipped'),
    ],
    [
      'everything is switched off',
      () => world.switches.set('stop_all', true, 'something is wrong', ANA, at(701)),
    ],
    arrives('while it is off', () => campaignId, 702),
    [
      'a text is held because of it',
      async () =>
        expect(
          await world.messages.begin(text('while it is off').id, claimAt(at(703)), at(703)),
        ).toMatchObject({ verdict: 'wait', rule: 'switched_off' }),
    ],
    [
      'it is switched on again, and what was held goes on',
      async () =>
        expect(await world.switches.set('stop_all', false, 'mended', ANA, at(704))).toMatchObject({
          released: 1,
        }),
    ],

    [
      'a campaign with a small day begins',
      async () => {
        cappedId = await world.campaign([textStep('Hi.')], { daily_cap: 1 });
      },
    ],
    arrives('first of the day', () => cappedId, 710),
    arrives('second of the day', () => cappedId, 711),
    claims('first of the day', 712),
    [
      'the day is spent, and the campaign rests until the next',
      async () =>
        expect(
          await world.messages.begin(text('second of the day').id, claimAt(at(713)), at(713)),
        ).toMatchObject({ verdict: 'wait', rule: 'cap_campaign_day' }),
    ],
    [
      'its cap is raised',
      () => world.campaigns.update(cappedId, { daily_cap: 5, budget_usd: 2.5 }, at(714)),
    ],

    [
      'a campaign that calls begins',
      async () => {
        const ring = { channel: 'call' as const, delay_seconds: 0, variants: [] };
        callingId = await world.campaign([ring, textStep('We have called.', 60)]);
      },
    ],
    arrives('to be called', () => callingId, 720),
    ['its call is made and over', () => callOfCampaign(world, text('to be called').phone, tag)],
    arrives('whose call is taken back', () => callingId, 740),
    moved('who is to be called is paused', 'whose call is taken back', 'paused'),

    moves('the campaign is paused', () => campaignId, 'paused', 750),
    moves('the campaign goes on', () => campaignId, 'running', 751),
    [
      'a single text is planned',
      async () =>
        expect(await world.messages.plan({ ...single, to: singlePhone }, at(760))).toMatchObject({
          result: 'planned',
        }),
    ],
    [
      'it is asked for again',
      async () =>
        expect(await world.messages.plan({ ...single, to: singlePhone }, at(761))).toMatchObject({
          result: 'replayed',
        }),
    ],
    [
      'somebody wants no texts, and what was planned is taken back',
      async () => {
        const block = { phone: singlePhone, scope: 'all' as const, source: 'api', words: 'no' };
        expect(await world.suppressions.add(block, at(762))).toMatchObject({
          suppression_id: expect.any(Number),
        });
      },
    ],
    moves('the campaign that calls ends', () => callingId, 'ended', 770),
    moves('the small campaign ends', () => cappedId, 'ended', 771),
    moves('the replacing campaign ends', () => replacingId, 'ended', 772),
    moves('the campaign ends', () => campaignId, 'ended', 773),
    told.everybodyIsDeleted,
  ];
  return { actions, traces };
}

/** From the claim to the end, as the call worker does it. */
async function callOfCampaign(world: ActionsWorld, phone: string, tag: string): Promise<void> {
  const at = (seconds: number) => later(seconds, NOON);
  const enrollment = await world.enrollment(phone);
  const id = String(enrollment?.['call_id']);
  const callSid = sid(`c${tag}`);
  expect(await world.calls.begin(id, CLAIM, at(721))).toMatchObject({ verdict: 'go' });
  await world.calls.recordDialed(id, 1, callSid, at(722));
  const told = { provider: 'twilio', kind: 'status' as const, call_id: id, call_sid: callSid };
  const over = { provider_status: 'no-answer', status: 'no_answer' as const, sequence: 1 };
  await world.calls.recordEvent({ ...told, ...over }, at(730));
  await world.calls.settle(id, { redial: null, reason: 'not again' }, at(731));
  expect(await world.enrollment(phone)).toMatchObject({ next_step: 2, call_id: null });
}
