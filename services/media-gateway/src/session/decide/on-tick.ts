import { farewell } from '../../tools/ending.ts';
import type { LineDue } from '../line-watch.ts';
import { NOTES } from '../notes.ts';
import type { SilenceEvent } from '../silence-watch.ts';
import { type Action, askFor } from './action.ts';

type Due = {
  /** Due because the lead waits for us and hears nothing. */
  silence: SilenceEvent | null;
  /** Due because of the time or the state of the line. */
  line: LineDue | null;
};

/** What is due at a tick. A planned ending may be due at every tick. */
export function onTick({ silence, line }: Due): Action[] {
  return [
    ...(silence ? FOR_SILENCE[silence] : []),
    ...(line ? FOR_LINE[line] : []),
    { do: 'end-if-due' },
  ];
}

/** The model says goodbye, then the call ends. */
export function sayAndEnd(note: string, reason: string): Action[] {
  return [askFor(note), { do: 'plan-ending', ending: farewell(reason), repliesToCome: 1 }];
}

/** A tone shows the lead that the line is open; a model that stays silent counts as lost. */
const FOR_SILENCE: Record<SilenceEvent, Action[]> = {
  filler: [{ do: 'play-tone' }],
  'give-up': [{ do: 'replace-model', reason: 'silent' }],
};

const FOR_LINE: Record<LineDue, Action[]> = {
  'half-open': [{ do: 'close', reason: 'half_open' }],
  'wrap-up': [{ do: 'tell', note: NOTES.wrapUp, by: 'system', answer: false }],
  'time-is-up': sayAndEnd(NOTES.timeIsUp, 'time_limit'),
  'ask-if-there': [{ do: 'tell', note: NOTES.silent, by: 'caller', answer: true }],
  'give-up-silent': [
    { do: 'tell', note: NOTES.stillSilent, by: 'caller', answer: true },
    // Not firm: the call goes on if the lead speaks.
    { do: 'plan-ending', ending: { ...farewell('silent'), firm: false }, repliesToCome: 1 },
  ],
};
