import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { claimAt, OUR_NUMBER, textSid, textStep } from '@ringback/testing/texts-world.ts';
import type { Action, ActionsWorld, Story } from './actions-world.ts';
import { createCampaignSteps } from './campaign-steps.ts';

/** Everything that can happen to a text on its way out. */
export function sendingActions(world: ActionsWorld): Story {
  const steps = createCampaignSteps(world);
  const { at, tag, traces, text, claims, sidOf, isTaken, news, isLookedUp } = steps;
  let campaignId = '';
  const arrives = (name: string, seconds: number) => steps.arrives(name, () => campaignId, seconds);

  const actions: Action[] = [
    [
      'a campaign begins',
      async () => {
        campaignId = await world.campaign([textStep('Hello.'), textStep('Still there?', 600)]);
      },
    ],
    arrives('held', 100),
    [
      'a text is held',
      async () => {
        const why = { rule: 'quiet_hours', reason: 'It is night.', evidence: { zone: 'x' } };
        expect(await world.messages.hold(text('held').id, at(110), why, at(101))).toBe(true);
      },
    ],
    [
      'a text is denied',
      async () => {
        const why = { rule: 'no_consent', reason: 'No.' };
        expect(await world.messages.deny(text('held').id, why, at(111))).toBe(true);
      },
    ],
    arrives('told twice', 111),
    claims('told twice', 112),
    isTaken('told twice', 113),
    isTaken('told twice', 114, 'already'),
    [
      'a second one is out',
      async () => {
        const sent = { sid: textSid(`other${tag}`), status: 'queued' as const };
        const { id } = text('told twice');
        expect(await world.messages.recordSent(id, 1, sent, at(115))).toBe('duplicate');
      },
    ],
    news('told twice', 'delivered', 116),
    news('told twice', 'sent', 117),
    news('told twice', 'delivered', 118),

    arrives('to be tried again', 120),
    claims('to be tried again', 121),
    isTaken('to be tried again', 122),
    news('to be tried again', 'undelivered', 123, {
      error_code: '30008',
      next: { retry_at: at(200).toISOString() },
    }),
    [
      'the second try is claimed',
      async () => {
        const begun = await world.messages.begin(steps.retryId(), claimAt(at(201)), at(201));
        expect(begun).toMatchObject({ verdict: 'go' });
      },
    ],
    arrives('tried again by hand', 202),
    claims('tried again by hand', 202),
    isTaken('tried again by hand', 202),
    news('tried again by hand', 'failed', 202, { error_code: '30034' }),
    [
      'a person lets it be tried once more',
      async () => {
        const { id } = text('tried again by hand');
        expect(await world.messages.retry(id, at(202))).toMatchObject({ result: 'planned' });
      },
    ],
    arrives('for whom it ends', 202),
    claims('for whom it ends', 203),
    isTaken('for whom it ends', 204),
    news('for whom it ends', 'failed', 205, { error_code: '30005', next: { stop: 'bad_number' } }),
    arrives('who has said stop to the carrier', 206),
    claims('who has said stop to the carrier', 207),
    isTaken('who has said stop to the carrier', 208),
    news('who has said stop to the carrier', 'failed', 209, {
      error_code: '21610',
      next: { suppress: { scope: 'sms', source: 'carrier' } },
    }),
    arrives('whom the carrier refuses', 210),
    arrives('held back', 210),
    claims('whom the carrier refuses', 211),
    [
      'the carrier would take it later',
      async () => {
        const to = { status: 'pending' as const, send_at: at(213).toISOString() };
        const { id } = text('whom the carrier refuses');
        expect(await world.messages.release(id, 1, to, 'busy', at(212))).toMatchObject({
          released: true,
        });
      },
    ],
    [
      'the carrier takes nothing more from a sender for a while',
      async () => {
        const fence = await world.claimed(text('held back').id, at(213));
        const rests = {
          status: 'pending' as const,
          send_at: at(214).toISOString(),
          rest_until: at(9_000).toISOString(),
        };
        await world.messages.release(text('held back').id, fence, rests, '20429', at(213));
        expect(await world.senders.list(at(213))).toMatchObject([{ rest_reason: '20429' }]);
      },
    ],
    ['a person wakes the sender', () => world.senders.wake(OUR_NUMBER, at(213))],
    ['a person sets its pace', () => world.senders.setPace(OUR_NUMBER, 30, at(213))],
    ['a person takes that back', () => world.senders.setPace(OUR_NUMBER, null, at(213))],
    claims('whom the carrier refuses', 214, 2),
    [
      'the carrier does not take it at all',
      async () => {
        const next = { retry_at: at(400).toISOString() };
        const { id } = text('whom the carrier refuses');
        const to = { status: 'failed' as const, next };
        expect(await world.messages.release(id, 2, to, '30008', at(215))).toMatchObject({
          released: true,
        });
      },
    ],
    arrives('whose claim is given up', 216),
    [
      'whoever claimed a text never heard of that, and gives it up',
      async () => {
        const { id } = text('whose claim is given up');
        const claim_id = randomUUID();
        const begun = await world.messages.begin(id, claimAt(at(217), { claim_id }), at(217));
        expect(begun).toMatchObject({ verdict: 'go' });
        expect(await world.messages.giveUp(id, claim_id, at(217))).toBe(true);
      },
    ],
    arrives('never heard of', 220),
    arrives('found in the list', 221),
    claims('never heard of', 222),
    claims('found in the list', 223),
    [
      'nothing is heard of two texts: they are unknown',
      async () => {
        const ids = (await world.messages.claimChecks(at(240), 100)).map((row) => row.message_id);
        expect(ids).toEqual(
          expect.arrayContaining([text('never heard of').id, text('found in the list').id]),
        );
      },
    ],
    [
      'they are asked about again, which is no news',
      () => world.messages.claimChecks(at(320), 100),
    ],
    isLookedUp('never heard of', 241, 'not_found_yet'),
    isLookedUp('found in the list', 242, 'adopted', sidOf('found in the list')),
    isLookedUp('found in the list', 900, 'known', sidOf('found in the list')),
    isLookedUp('never heard of', 600, 'presumed_not_sent'),
    isTaken('never heard of', 601, 'late'),
    steps.moves('the campaign ends', () => campaignId, 'ended', 950),
    steps.everybodyIsDeleted,
  ];
  return { actions, traces };
}
