import { HttpError } from '../../http/http-error.ts';
import type { ScheduleCallBody } from './schedule-call-body.ts';

/** Refuses vendors of the call that this build does not have. */
export function refuseWhatIsNotSetUp({ provider, voice }: ScheduleCallBody): void {
  const faults = [];
  if (provider === 'retell') {
    const expected =
      '"twilio"; "retell" needs RETELL_API_KEY and a build that has its adapter, and dials no extension';
    faults.push({ path: 'provider', found: '"retell"', expected });
  }
  if (voice === 'elevenlabs') {
    const expected =
      '"openai"; "elevenlabs" needs ELEVENLABS_API_KEY and a build that has its adapter';
    faults.push({ path: 'voice', found: '"elevenlabs"', expected });
  }
  if (faults.length > 0) {
    throw new HttpError(422, 'invalid_input', 'A vendor of the call is not set up here.', {
      faults,
    });
  }
}
