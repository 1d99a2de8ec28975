import { z } from 'zod';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import { INTAKE_RESULTS } from '../leads/lead-intake.ts';
import { EnrollmentRow } from '../text-rows.ts';

export type Enrollments = ReturnType<typeof createEnrollments>;

const Enrolled = z.array(
  z.object({
    lead_id: z.number().int(),
    enrollment_id: z.number().int().nullable(),
    result: z.enum([...INTAKE_RESULTS, 'no_such_lead']),
  }),
);

const Moved = z.enum([
  'moved',
  'already',
  'over',
  'active_elsewhere',
  'suppressed',
  'no_such_enrollment',
]);

const Skipped = z.object({
  result: z.enum(['skipped', 'already', 'on_its_way', 'over', 'no_such_enrollment']),
});

const SentNow = z.object({
  result: z.enum([
    'planned',
    'on_its_way',
    'resting',
    'campaign_rests',
    'over',
    'no_step',
    'no_such_enrollment',
  ]),
  message_id: z.uuid().nullish(),
  call_id: z.uuid().nullish(),
});

export function createEnrollments(db: Db) {
  return {
    /** Each lead with its verdict; the sweep plans the first texts. */
    async enroll(campaignId: string, leadIds: number[], now: Date) {
      const args = { p_campaign_id: campaignId, p_lead_ids: leadIds, p_now: now.toISOString() };
      return Enrolled.parse(await callFunction(db, 'enroll', args));
    },

    /** By a person. Back to `active`, it goes on with the step it was at. */
    async setStatus(
      id: number,
      to: 'active' | 'paused' | 'stopped',
      reason: string,
      actor: Actor,
      now: Date,
    ) {
      const args = {
        p_id: id,
        p_status: to,
        p_reason: reason,
        p_actor: asJson(actor),
        p_now: now.toISOString(),
      };
      return Moved.parse(await callFunction(db, 'set_enrollment_status', args));
    },

    /** By a person. `step`: the one that is meant; null: whichever is next. */
    async skip(id: number, step: number | null, actor: Actor, now: Date) {
      const args = {
        p_id: id,
        p_step: step as number,
        p_actor: asJson(actor),
        p_now: now.toISOString(),
      };
      return Skipped.parse(await callFunction(db, 'skip_step', args)).result;
    },

    /** By a person. What is planned is judged once more by whoever claims it. */
    async sendNow(id: number, actor: Actor, now: Date) {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return SentNow.parse(await callFunction(db, 'send_step_now', args));
    },

    async find(id: number): Promise<EnrollmentRow | null> {
      const { data, error, status } = await db
        .from('sms_campaign_enrollments')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('enrollments.find', error, status);
      return data ? EnrollmentRow.parse(data) : null;
    },

    /** Newest first. */
    async ofLead(leadId: number): Promise<EnrollmentRow[]> {
      const { data, error, status } = await db
        .from('sms_campaign_enrollments')
        .select()
        .eq('lead_id', leadId)
        .order('id', { ascending: false })
        .limit(200);
      if (error) throw dbError('enrollments.ofLead', error, status);
      return z.array(EnrollmentRow).parse(data);
    },

    /** Newest first; `before` is the id the page before ended with. */
    async ofCampaign(campaignId: string, limit: number, before?: number): Promise<EnrollmentRow[]> {
      let query = db.from('sms_campaign_enrollments').select().eq('campaign_id', campaignId);
      if (before !== undefined) query = query.lt('id', before);
      const { data, error, status } = await query.order('id', { ascending: false }).limit(limit);
      if (error) throw dbError('enrollments.ofCampaign', error, status);
      return z.array(EnrollmentRow).parse(data);
    },
  };
}
