import { farewell } from '../../tools/ending.ts';
import type { LineDue } from '../line-watch.ts';
import { NOTES } from '../notes.ts';
import type { SilenceEvent } from '../silence-watch.ts';
import { type Act, askFor } from './act.ts';

type Due = {
  /** Of a silence that is ours. */
  silence: SilenceEvent | null;
  /** Of the line as a whole. */
  line: LineDue | null;
};

/** What passing time asks for. With every tick a planned ending may have become due. */
export function onTick({ silence, line }: Due): Act[] {
  return [
    ...(silence ? FOR_SILENCE[silence] : []),
    ...(line ? FOR_LINE[line] : []),
    { do: 'end-if-due' },
  ];
}

/** One goodbye of the model, then over. */
export function sayAndEnd(note: string, reason: string): Act[] {
  return [askFor(note), { do: 'plan-ending', ending: farewell(reason), repliesToCome: 1 }];
}

/** Nobody is left without a sign that somebody is there; a model that stays silent is lost. */
const FOR_SILENCE: Record<SilenceEvent, Act[]> = {
  filler: [{ do: 'play-tone' }],
  'give-up': [{ do: 'replace-model', reason: 'silent' }],
};

const FOR_LINE: Record<LineDue, Act[]> = {
  'half-open': [{ do: 'close', reason: 'half_open' }],
  'wrap-up': [{ do: 'tell', note: NOTES.wrapUp, by: 'system', answer: false }],
  'time-is-up': sayAndEnd(NOTES.timeIsUp, 'time_limit'),
  'ask-if-there': [{ do: 'tell', note: NOTES.silent, by: 'caller', answer: true }],
  'give-up-silent': [
    { do: 'tell', note: NOTES.stillSilent, by: 'caller', answer: true },
    // A lead who speaks after all is listened to.
    { do: 'plan-ending', ending: { ...farewell('silent'), firm: false }, repliesToCome: 1 },
  ],
};
