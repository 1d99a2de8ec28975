import { createListener, type Damage, type HeardCharacter, wholeWords } from '../speech.ts';

/**
 * One sentence in a call. The text grows while it is being said. `lineCut`: the call was cut before
 * its end, so that it is not known to the syllable what got through.
 */
export type Turn = { who: 'lead' | 'agent'; text: string; lineCut?: true };

/** What one side of the call has understood so far. */
export type Hearing = {
  hear(frame: Buffer): void;
  /** The speaker was interrupted, or the call is over: its sentence ends here. */
  cut(how: 'silenced' | 'line'): void;
  /** Steps of 20 ms since the last audio. */
  quietSteps: number;
  /** Characters of the word being heard right now, 0 between words. */
  wordLength: number;
  /** Characters heard of the sentence being heard right now, 0 between sentences. */
  sentenceLength: number;
  /** How many sentences have begun. */
  sentences: number;
  /** Whether the last sentence was heard to its end. */
  complete: boolean;
  lastText(): string;
  damage: Damage;
};

/** Turns played frames into turns of the ledger, one for each utterance. */
export function createHearing(unitBytes: number, heard: Turn[]): Hearing {
  let turn: Turn | null = null;
  let utterance = -1;
  let insideWord = false;
  let sounded = false;

  const listener = createListener(unitBytes, {
    character(heardNow: HeardCharacter) {
      sounded = true;
      if (turn === null || heardNow.utterance !== utterance) {
        close();
        turn = { who: 'agent', text: '' };
        heard.push(turn);
        utterance = heardNow.utterance;
        hearing.sentences += 1;
      }
      turn.text += heardNow.character;
      insideWord = !heardNow.endsWord;
      hearing.wordLength =
        /\s/.test(heardNow.character) || heardNow.endsWord ? 0 : hearing.wordLength + 1;
      hearing.sentenceLength += 1;
      hearing.complete = heardNow.endsUtterance;
      if (heardNow.endsUtterance) close();
    },
    silence() {},
  });

  const close = () => {
    if (turn !== null) {
      turn.text = wholeWords(turn.text, insideWord);
      if (turn.text === '') heard.splice(heard.indexOf(turn), 1);
      else last = turn.text;
    }
    turn = null;
    insideWord = false;
    hearing.wordLength = 0;
    hearing.sentenceLength = 0;
  };
  let last = '';

  const hearing: Hearing = {
    quietSteps: 0,
    wordLength: 0,
    sentenceLength: 0,
    sentences: 0,
    complete: true,
    damage: listener.damage,
    hear(frame) {
      sounded = false;
      listener.hear(frame);
      hearing.quietSteps = sounded ? 0 : hearing.quietSteps + 1;
    },
    cut(how) {
      listener.forget();
      if (how === 'line' && turn !== null) turn.lineCut = true;
      close();
      hearing.complete = true;
    },
    lastText: () => turn?.text ?? last,
  };
  return hearing;
}
