import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later } from '@ringback/testing/database-world.ts';
import { DAY, startTextsWorld, type TextsWorld, textStep } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const acts = (id: number) =>
  world.exec(`select action, actor_name, details ->> 'step' as step from activity_log
    where subject_kind = 'enrollment' and subject_id = '${id}' order by id`);

describe('the next step of an enrollment', () => {
  it('is skipped once: what stands for it is taken back, and the one after it waits', async () => {
    const { enrollment_id: id, message_id } = await world.planned();
    expect(await world.enrollments.skip(id, 1, ANA, later(60))).toBe('skipped');
    expect(await world.enrollments.skip(id, 1, ANA, later(61))).toBe('already');
    expect(await world.messages.find(message_id)).toMatchObject({
      delivery_status: 'canceled',
      suppressed_reason: 'skipped',
    });
    expect(await world.enrollments.find(id)).toMatchObject({
      status: 'active',
      next_step: 2,
      message_id: null,
      next_message_at: later(60 + DAY)
        .toISOString()
        .replace('.000Z', '+00:00'),
    });
    expect(await acts(id)).toEqual([{ action: 'step_skipped', actor_name: 'Ana', step: '1' }]);
  });

  it('that is the last ends the enrollment when it is skipped', async () => {
    const { enrollment_id: id } = await world.planned(await world.campaign([textStep('Hi.')]));
    expect(await world.enrollments.skip(id, null, ANA, later(60))).toBe('skipped');
    expect(await world.enrollments.find(id)).toMatchObject({
      status: 'completed',
      reason: 'steps_done',
    });
    expect(await world.enrollments.skip(id, null, ANA, later(61))).toBe('over');
    expect(await world.enrollments.skip(999_999, null, ANA, later(61))).toBe('no_such_enrollment');
  });

  it('is not skipped any more once it is on its way', async () => {
    const { enrollment_id: id, message_id } = await world.planned();
    await world.claimed(message_id);
    expect(await world.enrollments.skip(id, 1, ANA, later(60))).toBe('on_its_way');
    expect(await world.enrollments.sendNow(id, ANA, later(60))).toEqual({ result: 'on_its_way' });
  });

  it('leaves now, planned or not, held or not', async () => {
    const { enrollment_id: id, message_id } = await world.planned();
    const night = { rule: 'quiet_hours', reason: 'It is night.' };
    await world.messages.hold(message_id, later(9_000), night, later(5));
    expect(await world.enrollments.sendNow(id, ANA, later(60))).toMatchObject({
      result: 'planned',
      message_id,
    });
    expect(await world.messages.find(message_id)).toMatchObject({
      delivery_status: 'pending',
      held_until: null,
    });
    await world.enrollments.skip(id, 1, ANA, later(61));
    const sent = await world.enrollments.sendNow(id, ANA, later(62));
    expect(sent).toMatchObject({ result: 'planned', message_id: expect.any(String) });
    expect(sent.message_id).not.toBe(message_id);
  });

  it('does not leave while the campaign rests, for everybody or for this lead', async () => {
    const campaignId = await world.campaign();
    const { enrollment_id: id } = await world.planned(campaignId);
    const now = async () => (await world.enrollments.sendNow(id, ANA, later(60))).result;
    await world.enrollments.setStatus(id, 'paused', 'by_staff', ANA, later(10));
    expect(await now()).toBe('resting');
    await world.enrollments.setStatus(id, 'active', 'by_staff', ANA, later(11));
    await world.campaigns.setStatus(campaignId, 'paused', later(12));
    expect(await now()).toBe('campaign_rests');
    expect((await acts(id)).map(({ action }) => action)).toEqual([
      'enrollment_paused',
      'enrollment_resumed',
    ]);
  });
});
