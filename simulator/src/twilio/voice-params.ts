import type { World } from '../world.ts';
import type { Call } from './call.ts';

/** The fields that every voice webhook carries. `status` is the webhook's status, not that of REST. */
export function voiceParams(world: World, call: Call, status: string): Record<string, string> {
  return {
    CallSid: call.sid,
    AccountSid: world.config.accountSid,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    CallStatus: status,
    Direction: call.direction,
    ApiVersion: '2010-04-01',
    ...(call.parentSid === null ? {} : { ParentCallSid: call.parentSid }),
  };
}
