import type { Timing } from '../config.ts';
import { encodeSpeech, FRAME_BYTES, wholeWords } from '../speech.ts';
import type { Hearing, Turn } from './hearing.ts';
import type { Line, Persona } from './persona.ts';

const STEP_MS = 20;
/** A word of which this much has been heard is unusually long: a third of a web address. */
const LONG_WORD = 14;
/** How much of a sentence is "in the middle of it". */
const MID_SPEECH = 10;
/** Silence after which even an unfinished sentence counts as finished. */
const UNFINISHED_STEPS = 75;
/** The agent asks for the lead's name. */
const WHO_ARE_YOU = /\b(your name|who am i (speaking|talking) (to|with))\b/i;
const GOODBYE = /\b(good ?bye|bye|au revoir|adi[oó]s)\b/iu;

/** What a lead does in one step of 20 ms. */
export type Act =
  | { do: 'sound'; frame: Buffer }
  | { do: 'quiet' }
  /** Nothing at all is sent: a gap in the media. */
  | { do: 'hole' }
  | { do: 'press'; digit: string }
  | { do: 'cut-socket' }
  | { do: 'hang-up' };

export type Lead = {
  step(hearing: Hearing): Act;
  /** What `<Gather>` reads from the lead's keys. */
  digits(): string;
  /** From which turn on a machine records what is said to it; null: it does not, or not yet. */
  recordsFrom(): number | null;
  /** The call is over; a sentence that was being said ends at its last whole word. */
  silence(): void;
};

type Deps = {
  persona: Persona;
  /** What the person says when asked for a name. */
  name: string;
  timing: Timing;
  unitBytes: number;
  heard: Turn[];
  nextUtterance: () => number;
};

const QUIET: Act = { do: 'quiet' };
const HOLE: Act = { do: 'hole' };

/** A person on the phone. Exists as long as the call, over all of its streams. */
export function createLead({ persona, name, timing, unitBytes, heard, nextUtterance }: Deps): Lead {
  const lines = [...persona.lines];
  let speaking: { speech: Buffer; at: number; text: string; turn: Turn } | null = null;
  let sentencesAnswered = 0;
  let holeSteps = 0;
  let ownQuiet = 0;
  let saidHello = false;
  let saidName = false;
  let recordsFrom: number | null = null;

  const speak = (text: string) => {
    const turn: Turn = { who: 'lead', text };
    heard.push(turn);
    speaking = { speech: encodeSpeech(text, nextUtterance(), unitBytes), at: 0, text, turn };
    ownQuiet = 0;
    return sound();
  };

  const sound = (): Act => {
    if (speaking === null) return QUIET;
    const { speech, at } = speaking;
    const frame = Buffer.alloc(FRAME_BYTES, 0xff);
    speech.copy(frame, 0, at, at + FRAME_BYTES);
    speaking.at += FRAME_BYTES;
    if (speaking.at >= speech.length) {
      speaking = null;
      holeSteps = persona.gapMs / STEP_MS;
      if (persona.answeredBy === 'machine') recordsFrom ??= heard.length;
    }
    return { do: 'sound', frame };
  };

  const perform = (line: Line): Act => {
    lines.shift();
    if (line.do === 'say') return speak(line.text);
    return line.do === 'press' ? { do: 'press', digit: line.digit } : { do: line.do };
  };

  /** The agent has spoken since this lead last did, and has finished. */
  const itsMyTurn = (hearing: Hearing) => {
    if (hearing.sentences === sentencesAnswered) return false;
    const needed = hearing.complete
      ? (timing.endOfSpeechMs + timing.replyMs) / STEP_MS
      : UNFINISHED_STEPS;
    return hearing.quietSteps >= needed;
  };

  const cued = (line: Line, hearing: Hearing) => {
    if (line.cue === 'at-once') return true;
    if (line.cue === 'mid-speech' && hearing.sentences > sentencesAnswered) {
      return hearing.sentenceLength >= MID_SPEECH || itsMyTurn(hearing);
    }
    if (line.cue === 'mid-word' && hearing.wordLength >= LONG_WORD) return true;
    return itsMyTurn(hearing);
  };

  const isDone = (hearing: Hearing) => {
    const silentMs = Math.min(hearing.quietSteps, ownQuiet) * STEP_MS;
    if (silentMs >= timing.patienceMs * persona.patience) return true;
    return lines.length === 0 && itsMyTurn(hearing) && GOODBYE.test(hearing.lastText());
  };

  const mustSayName = (hearing: Hearing) =>
    persona.answeredBy === 'human' &&
    persona.asksHello &&
    !saidName &&
    itsMyTurn(hearing) &&
    WHO_ARE_YOU.test(hearing.lastText());

  const mustAskHello = (hearing: Hearing) =>
    persona.asksHello &&
    !saidHello &&
    hearing.sentences === 0 &&
    ownQuiet * STEP_MS >= timing.helloMs;

  return {
    step(hearing) {
      if (speaking !== null) return sound();
      ownQuiet += 1;
      if (mustSayName(hearing)) {
        saidName = true;
        sentencesAnswered = hearing.sentences;
        return speak(`My name is ${name}.`);
      }
      const line = lines[0];
      if (line !== undefined && cued(line, hearing)) {
        holeSteps = 0;
        // A lead that interrupts, or cuts off, has reacted to the sentence that is still going on.
        sentencesAnswered = hearing.sentences;
        return perform(line);
      }
      if (mustAskHello(hearing)) {
        saidHello = true;
        return speak('Hello?');
      }
      if (isDone(hearing)) return { do: 'hang-up' };
      if (holeSteps > 0) {
        holeSteps -= 1;
        return HOLE;
      }
      return QUIET;
    },
    digits() {
      const line = lines[0];
      if (line?.do !== 'press') return '';
      lines.shift();
      return line.digit;
    },
    recordsFrom: () => recordsFrom,
    silence() {
      if (speaking === null) return;
      speaking.turn.lineCut = true;
      const spoken = [...speaking.text].slice(0, Math.floor(speaking.at / unitBytes));
      const next = [...speaking.text][spoken.length] ?? ' ';
      speaking.turn.text = wholeWords(spoken.join(''), /\S/.test(next));
      if (speaking.turn.text === '') heard.splice(heard.indexOf(speaking.turn), 1);
      speaking = null;
    },
  };
}
