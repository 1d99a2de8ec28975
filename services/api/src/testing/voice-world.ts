import { callSidOf, NOON, startWorld } from './api-world.ts';

/** The number of ours that calls come from, or go to. */
export const OURS = '+15005550006';
/** The id of a call that does not exist. */
export const NOBODY = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';

export type DialedCall = { id: string; sid: string; to: string };

/** An api with calls under way, and the carrier that tells of them. */
export async function startVoiceWorld(env: Record<string, string> = {}, lines?: string[]) {
  const world = await startWorld({ env, ...(lines ? { lines } : {}) });
  let serial = 0;

  return {
    ...world,
    /** A call that was dialed; unless it is known, nobody has written down its sid yet. */
    async dialed(known = false): Promise<DialedCall> {
      serial += 1;
      const to = `+1202555${String(1000 + serial)}`;
      const { body } = await world.call('POST', '/api/queue/schedule-call', { body: { to } });
      const id: string = body.data.call_id;
      const sid = callSidOf(serial);
      const sidToo = known ? `, call_sid = '${sid}'` : '';
      await world.db.exec(
        `update calls set status = 'dialing', dialed_at = '${NOON.toISOString()}', fence = 1 ${sidToo}
         where id = '${id}'`,
      );
      return { id, sid, to };
    },
    status: ({ id, sid, to }: DialedCall, form: Record<string, string>) =>
      world.carrier(`/webhooks/twilio/voice/status?call=${id}`, {
        CallSid: sid,
        From: OURS,
        To: to,
        ...form,
      }),
    voice: ({ id, sid, to }: DialedCall, form: Record<string, string> = {}) =>
      world.carrier(`/webhooks/twilio/voice?call=${id}`, {
        CallSid: sid,
        From: OURS,
        To: to,
        CallStatus: 'in-progress',
        ...form,
      }),
    rowOf: async ({ id }: Pick<DialedCall, 'id'>) =>
      (await world.call('GET', `/api/calls/${id}`)).body.data,
    countOf: async (sql: string) =>
      Number((await world.db.exec(`select count(*) as n from ${sql}`))[0]?.['n']),
    metric: async (line: RegExp) =>
      Number(line.exec((await world.send('/metrics')).text)?.[1] ?? 0),
  };
}

export type VoiceWorld = Awaited<ReturnType<typeof startVoiceWorld>>;
