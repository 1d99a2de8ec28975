import { expect } from '@jest/globals';
import type { Delivery } from '@ringback/shared/db/texts/follow-deliveries.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { claimAt, textSid } from '@ringback/testing/texts-world.ts';
import type { Action, ActionsWorld } from './actions-world.ts';

type Text = { id: string; phone: string; leadId: number; enrollmentId: number };
type Status = 'running' | 'paused' | 'ended';

/** What happens to a lead of a campaign and to its first text, which goes by the lead's name. */
export function createCampaignSteps(world: ActionsWorld) {
  const at = (seconds: number) => later(seconds, NOON);
  const tag = world.number().slice(-6);
  const texts: Record<string, Text> = {};
  const traces = ['Dana'];
  let retryId = '';

  const text = (name: string): Text => {
    const found = texts[name];
    if (!found) throw new Error(`no text for ${name}`);
    return found;
  };
  const arrives = (name: string, campaign: () => string, seconds: number): Action => [
    `a lead comes in by a form, and is enrolled: ${name}`,
    async () => {
      const phone = world.number();
      const came = await world.arrived(campaign(), { phone }, at(seconds));
      expect(came.result).toBe('enrolled');
      traces.push(phone);
      texts[name] = {
        id: came.message_id ?? '',
        phone,
        leadId: came.lead.id,
        enrollmentId: came.enrollment_id ?? 0,
      };
    },
  ];
  const claims = (name: string, seconds: number, fence = 1): Action => [
    `a text is claimed: ${name}`,
    async () => {
      const begun = await world.messages.begin(text(name).id, claimAt(at(seconds)), at(seconds));
      expect(begun).toMatchObject({ verdict: 'go', fence });
    },
  ];
  const sidOf = (name: string) => textSid(`${tag}${name}`);
  const isTaken = (name: string, seconds: number, result = 'recorded', fence = 1): Action => [
    `the carrier takes it (${result}): ${name}`,
    async () => {
      const sent = { sid: sidOf(name), status: 'queued' as const, segments: 1 };
      expect(await world.messages.recordSent(text(name).id, fence, sent, at(seconds))).toBe(result);
    },
  ];
  const news = (
    name: string,
    status: 'sent' | 'delivered' | 'undelivered' | 'failed',
    seconds: number,
    more: Partial<Delivery> = {},
  ): Action => [
    `the carrier says ${status}: ${name}`,
    async () => {
      const told = { provider: 'twilio', kind: 'callback' as const, provider_sid: sidOf(name) };
      const delivery = { ...told, status, provider_status: status, ...more };
      const { result, retry_id } = await world.messages.recordDelivery(delivery, at(seconds));
      expect(result).toMatch(/recorded|repeated/);
      retryId = retry_id ?? retryId;
    },
  ];
  const moves = (what: string, campaign: () => string, to: Status, seconds: number): Action => [
    what,
    async () =>
      expect(await world.campaigns.setStatus(campaign(), to, at(seconds))).toMatchObject({
        result: 'moved',
      }),
  ];
  const moved = (what: string, name: string, to: 'active' | 'paused' | 'stopped'): Action => [
    what,
    async () =>
      expect(
        await world.enrollments.setStatus(text(name).enrollmentId, to, 'by hand', ANA, at(700)),
      ).toBe('moved'),
  ];
  const isLookedUp = (name: string, seconds: number, result: string, found?: string): Action => [
    `the carrier’s list is read (${result}): ${name}`,
    async () => {
      const { id } = text(name);
      const looked = await world.messages.recordLookup(id, 1, found ?? null, at(seconds));
      expect(looked.result).toBe(result);
    },
  ];
  const everybodyIsDeleted: Action = [
    'everybody who was in it is deleted',
    async () => {
      for (const phone of traces.filter((trace) => trace.startsWith('+'))) {
        const [lead] = await world.exec(`select id from leads where phone = '${phone}'`);
        await world.leads.delete(Number(lead?.['id']), at(1_000));
      }
    },
  ];

  return {
    ...{ at, tag, traces, text, arrives, claims, sidOf, isTaken, news, moves, moved, isLookedUp },
    everybodyIsDeleted,
    /** The newest second try of a text that failed. */
    retryId: () => retryId,
  };
}
