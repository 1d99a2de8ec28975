import { createRetellCalls, RETELL_CALL_WORDS } from '@ringback/shared/providers/retell/calls.ts';
import type { CallAdapter } from './call-world.ts';

export const RETELL: CallAdapter = {
  setup: async () => ({ provider: createRetellCalls(), stop: async () => undefined }),
  takesOrders: false,
  words: RETELL_CALL_WORDS,
  // It leaves no verdicts in rows; what another carrier would mean by these says nothing here.
  wordsInRows: {
    machine: [],
    human: [],
    unsure: ['human', 'machine_end_beep'],
    badNumber: [],
    otherEnd: ['user_hangup', 'dial_failed', 'sip_404'],
  },
  hasOwnVoice: true,
  unknownSid: 'call_0000000000000000000000000',
};
