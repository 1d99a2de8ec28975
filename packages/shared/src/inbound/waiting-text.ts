import type { ArrivingText } from '../db/texts/arriving-texts.ts';
import type { ArrivedText } from '../db/texts/inbound-texts.ts';

/** A text that waits for its place in the order of arrival. */
export type WaitingText = {
  text: ArrivingText;
  isStored: boolean;
  isBusy: boolean;
  tries: number;
  /** By the clock that is never set. */
  arrivedAtMs: number;
  notBeforeMs: number;
  resolve: (arrived: ArrivedText) => void;
  reject: (thrown: unknown) => void;
};

/** Puts it behind all that arrived before it. */
export function placeIn(waiting: WaitingText[], one: WaitingText): void {
  let place = waiting.length;
  while (place > 0 && (waiting[place - 1]?.text.arrived_at ?? '') > one.text.arrived_at) place -= 1;
  waiting.splice(place, 0, one);
}
