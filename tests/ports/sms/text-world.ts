import type { CarrierMedia, TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { CarrierFails, Trouble } from '../carrier-fails.ts';

/** What a carrier has of a text that we gave it to send. */
export type SentThere = { sid: string; to: string; from: string; body: string };

/** One provider with a carrier behind it that does as it is told. */
export type TextWorld = {
  provider: TextProvider;
  /** The pictures of the same provider's texts. */
  media: CarrierMedia;
  /** What the carrier was given to send, in order. */
  sent: () => SentThere[];
  /** Somebody texts one of our numbers, and nobody tells us. The carrier's name for the text. */
  write: (from: string, body: string, more?: { to?: string; photos?: number }) => string;
  /** What goes wrong with the next request. */
  fails: CarrierFails;
  /** How many pictures the carrier has with a text. */
  pictures: (messageSid: string) => Promise<number>;
  /** From now on the carrier has the pictures of texts only so much later. */
  picturesLate: (ms: number) => void;
  stop: () => Promise<void>;
};

/** A provider that is held to the port's promises, with the words and numbers that it has for things. */
export type TextAdapter = {
  setup: (trouble?: Trouble) => Promise<TextWorld>;
  /** What a text is called that was sent, with pictures or without. */
  sidOfWords: RegExp;
  sidOfAny: RegExp;
  /** Names of texts that the carrier has never heard of. */
  unknownSids: { words: string; pictures: string };
  /** Numbers of ours, the second of which only gets texts, and a pool of both. */
  ours: { first: string; second: string; pool: string };
  /** Numbers that the carrier refuses, and its code for that. */
  refused: readonly (readonly [why: string, to: string, code: number])[];
  /** Somebody whom it sends pictures to, and somebody whom it does not. */
  takesPictures: { yes: string; no: string };
  /** Its code for words that are too many. */
  tooManyWords: number;
};
