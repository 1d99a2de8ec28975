import type { CallProvider, CallWords } from '@ringback/shared/providers/calls/port.ts';
import type { CarrierFails, Trouble } from '../carrier-fails.ts';

/** What a carrier has of a call that we ordered. */
export type OrderedThere = { sid: string; to: string; from: string; extension: string | null };

/** One provider, with whatever stands behind it. */
export type CallWorld = { provider: CallProvider; stop: () => Promise<void> };

/** One provider that takes orders, with a carrier behind it that does as it is told. */
export type CarrierWorld = CallWorld & {
  /** The calls that the carrier was told to place, in order. */
  ordered: () => OrderedThere[];
  /** What goes wrong with the next request. */
  fails: CarrierFails;
};

/** What a provider has left in the rows of calls, sorted by what it means. */
export type WordsInRows = {
  machine: readonly string[];
  human: readonly string[];
  /** Verdicts that say neither. */
  unsure: readonly string[];
  badNumber: readonly string[];
  otherEnd: readonly string[];
};

/** A provider that is held to the port's promises, with the words that it has for things. */
export type CallAdapter = {
  setup: () => Promise<CallWorld>;
  /** Whether it places calls for us; otherwise all that is known of its calls is what it told. */
  takesOrders: boolean;
  words: CallWords;
  wordsInRows: WordsInRows;
  hasOwnVoice: boolean;
  /** The name of a call that the provider has never heard of. */
  unknownSid: string;
};

/** One that places calls for us, with the numbers that it has for things. */
export type OrderTaker = {
  setup: (trouble?: Trouble) => Promise<CarrierWorld>;
  /** What a call is called there. */
  sid: RegExp;
  unknownSid: string;
  /** The number of ours that rings. */
  ours: string;
  /** Numbers that it refuses, and its code for that. */
  refused: readonly (readonly [why: string, to: string, code: number])[];
};
