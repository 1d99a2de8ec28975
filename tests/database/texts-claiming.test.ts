import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { ANA, later, NOON, SECRET_KEY } from '@ringback/testing/database-world.ts';
import {
  claimAt,
  startTextsWorld,
  TEXT_CLAIM,
  type TextsWorld,
  textStep,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('claiming a text', () => {
  it('lets one of many workers go, and gives the text its place', async () => {
    const lead = await world.planned();
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => world.messages.begin(lead.message_id, TEXT_CLAIM, NOON)),
    );
    expect(claims.filter(({ verdict }) => verdict === 'go')).toHaveLength(1);
    expect(claims.filter(({ verdict }) => verdict === 'skip')).toHaveLength(7);
    expect(await world.text(lead.message_id)).toMatchObject({
      delivery_status: 'sending',
      seq: 1,
      body: 'Hello there.',
      variant: 'a',
      fence: 1,
    });
  });

  it('does not go before its time, nor from the minute at which the window closes', async () => {
    const campaignId = await world.campaign([textStep('Hello.', 60)]);
    const lead = await world.planned(campaignId);
    expect(await world.messages.begin(lead.message_id, TEXT_CLAIM, later(59))).toMatchObject({
      verdict: 'wait',
      rule: 'not_due',
    });
    const closed = claimAt(later(60), { open_until: later(60).toISOString() });
    expect(await world.messages.begin(lead.message_id, closed, later(60))).toMatchObject({
      verdict: 'wait',
      rule: 'window_closed',
    });
    expect(
      await world.messages.begin(lead.message_id, claimAt(later(60)), later(60)),
    ).toMatchObject({
      verdict: 'go',
    });
  });

  it('is refused after consent was revoked or ran out', async () => {
    const revoked = await world.planned();
    await world.exec(
      `update consents set revoked_at = '${NOON.toISOString()}' where phone = '${revoked.phone}'`,
    );
    expect(await world.messages.begin(revoked.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'no_consent',
    });
    const lapsed = await world.planned();
    await world.exec(
      `update consents set expires_at = '${NOON.toISOString()}' where phone = '${lapsed.phone}'`,
    );
    expect(await world.messages.begin(lapsed.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'no_consent',
    });
    expect(await world.enrollment(lapsed.phone)).toMatchObject({
      status: 'stopped',
      reason: 'no_consent',
    });
  });

  it('waits while everything is switched off, with one decision for all the waiting', async () => {
    const lead = await world.planned();
    await world.switches.set('stop_texts', true, 'a drill', ANA, NOON);
    const asked = [NOON, later(300), later(600)];
    for (const at of asked) {
      expect(await world.messages.begin(lead.message_id, claimAt(at), at)).toMatchObject({
        verdict: 'wait',
        rule: 'switched_off',
      });
    }
    await world.switches.set('stop_texts', false, 'over', ANA, later(700));
    expect(await world.decisions(lead.lead.id)).toEqual([
      { verdict: 'hold', rule: 'switched_off' },
    ]);
    expect(
      await world.messages.begin(lead.message_id, claimAt(later(900)), later(900)),
    ).toMatchObject({
      verdict: 'go',
    });
  });

  it('finds the campaign paused, and plans the step again when it is resumed', async () => {
    const campaignId = await world.campaign();
    const lead = await world.planned(campaignId);
    await world.campaigns.setStatus(campaignId, 'paused', NOON);
    expect(await world.messages.begin(lead.message_id, TEXT_CLAIM, NOON)).toEqual({
      verdict: 'denied',
      rule: 'campaign_paused',
    });
    await world.sweep(later(60));
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'active',
      message_id: null,
    });
    await world.campaigns.setStatus(campaignId, 'running', later(61));
    const swept = await world.sweep(later(62));
    expect(swept.planned).toBe(1);
    const planned = await world.enrollment(lead.phone);
    expect(await world.text(String(planned?.['message_id']))).toMatchObject({
      step: 1,
      delivery_status: 'pending',
    });
  });

  it('asks for new words when the step was edited in between', async () => {
    const campaignId = await world.campaign([textStep('Old words.')]);
    const lead = await world.planned(campaignId);
    const context = await world.messages.context(lead.message_id, NOON);
    expect(context).toMatchObject({ step: { version: 1 }, consents: [{ kind: 'written' }] });
    await world.campaigns.editSteps(campaignId, [textStep('New words.')], NOON);
    const claim = { ...TEXT_CLAIM, step_version: 1, body: 'Old words.' };
    expect(await world.messages.begin(lead.message_id, claim, NOON)).toMatchObject({
      verdict: 'wait',
      rule: 'step_edited',
    });
    const fresh = { ...claim, step_version: 2, body: 'New words.' };
    expect(await world.messages.begin(lead.message_id, fresh, NOON)).toMatchObject({
      verdict: 'go',
      message: { body: 'New words.', step_version: 2 },
    });
  });
});

describe('what a decision needs', () => {
  it('is read in one trip for all that are decided at the same moment', async () => {
    const leads = [await world.planned(), await world.planned(), await world.planned()];
    let trips = 0;
    const db = connectDb({
      url: world.url,
      secretKey: SECRET_KEY,
      fetch: (...request) => {
        trips += 1;
        return world.fetch(...request);
      },
    });
    const { context } = createMessages(db);
    const ids = [...leads.map(({ message_id }) => message_id), randomUUID()];
    const read = await Promise.all([...ids, ...ids].map((id) => context(id, NOON)));
    const expected = [...ids.slice(0, 3), undefined];
    expect(read.map((one) => one?.message.message_id)).toEqual([...expected, ...expected]);
    expect(read.map((one) => one?.lead?.phone)).toEqual(
      [...leads, undefined, ...leads, undefined].map((lead) => lead?.phone),
    );
    expect(trips).toBe(1);
    expect(await context(String(ids[0]), later(1))).toMatchObject({ switched_off: false });
    expect(trips).toBe(2);
  });
});
