import { HttpError } from '../../http/http-error.ts';
import type { ScheduleCallBody } from './schedule-call-body.ts';

/** Names what the call is to use and this build does not carry. */
export function refuseWhatIsNotSetUp({ provider, voice }: ScheduleCallBody): void {
  const faults = [];
  if (provider === 'retell') {
    const expected =
      '"twilio"; "retell" needs RETELL_API_KEY and a build that carries its adapter, and dials no extension';
    faults.push({ path: 'provider', found: '"retell"', expected });
  }
  if (voice === 'elevenlabs') {
    const expected =
      '"openai"; "elevenlabs" needs ELEVENLABS_API_KEY and a build that carries its adapter';
    faults.push({ path: 'voice', found: '"elevenlabs"', expected });
  }
  if (faults.length > 0) {
    throw new HttpError(422, 'invalid_input', 'What the call is to use is not set up here.', {
      faults,
    });
  }
}
