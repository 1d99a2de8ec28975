import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideOptOut } from './decide-opt-out.ts';

type Label = 'keyword' | 'refusal' | 'no_calls' | 'ordinary' | 'opt_in' | 'help';

// Label, language and text by line. A refusal is what a reasonable person would take for one.
const labelled = readFileSync(new URL('decide-opt-out.labelled.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const [label, language, text = ''] = line.split('\t');
    return { label: label as Label, language, text: text.replaceAll('\\n', '\n') };
  });

const texts = (...labels: Label[]) =>
  labelled.filter(({ label }) => labels.includes(label)).map(({ text }) => text);
const kindOf = (text: string) => decideOptOut(text).kind;
const share = (some: readonly string[], all: readonly string[]) => some.length / all.length;
const percent = (part: number) => `${(part * 100).toFixed(1)} %`;

const refusals = texts('keyword', 'refusal');
const ordinary = texts('ordinary');
const decided = refusals.filter((text) => kindOf(text) === 'opt_out');
const wronglyRefused = ordinary.filter((text) => kindOf(text) === 'opt_out');

describe(`opt-outs in ${refusals.length} refusals and ${ordinary.length} ordinary texts`, () => {
  it('are judged by a set that is large enough, in three languages', () => {
    expect(refusals.length).toBeGreaterThanOrEqual(220);
    expect(ordinary.length).toBeGreaterThanOrEqual(230);
    expect(new Set(labelled.map(({ language }) => language))).toEqual(new Set(['en', 'es', 'fr']));
    expect(new Set(labelled.map(({ text }) => text)).size).toBe(labelled.length);
  });

  it(`are decided in ${percent(share(decided, refusals))}, and all others are left to a judge`, () => {
    const passed = refusals.filter((text) => !['opt_out', 'none'].includes(kindOf(text)));
    expect(passed).toEqual([]);
    // The plain ones need no model, which may be unavailable.
    expect(share(decided, refusals)).toBeGreaterThan(0.5);
  });

  it(`are seen in ${wronglyRefused.length} ordinary texts, of 500 in one at most`, () => {
    expect(wronglyRefused.slice(Math.floor(ordinary.length / 500))).toEqual([]);
  });

  it.each(texts('keyword'))('are sure by keyword: %j', (text) => {
    expect(decideOptOut(text)).toMatchObject({ kind: 'opt_out', scope: 'all' });
  });

  it.each(texts('no_calls'))('keep the texts that are asked for instead: %j', (text) => {
    expect(decideOptOut(text)).toMatchObject({ kind: 'opt_out', scope: 'voice' });
  });

  it.each(texts('opt_in'))('are lifted by: %j', (text) => {
    expect(kindOf(text)).toBe('opt_in');
  });

  it.each(texts('help'))('are not meant by: %j', (text) => {
    expect(kindOf(text)).toBe('help');
  });
});

describe('a refusal in a text', () => {
  it('keeps the calls that are asked for instead', () => {
    expect(decideOptOut("Don't text me, call me instead")).toMatchObject({ scope: 'sms' });
    expect(decideOptOut("don't call or text me")).toMatchObject({ scope: 'all' });
  });

  it('is recorded with its rule and the lead’s own words', () => {
    expect(decideOptOut('Sold it last week. Please STOP texting me!')).toEqual({
      kind: 'opt_out',
      scope: 'all',
      rule: 'en.stop_calling',
      words: 'STOP texting me',
      normalized: 'sold it last week . stop texting me .',
    });
    expect(decideOptOut('pls stop txting me')).toMatchObject({ words: 'pls stop txting me' });
  });

  it('is one where a keyword stands before a friendly word, whatever marks surround it', () => {
    const around = fc.stringMatching(/^[ .!?"'()*~\-\n🙏😡👍]{0,6}$/u);
    const keyword = fc.constantFrom(
      'STOP',
      'unsubscribe',
      'Cancel',
      'QUIT',
      'End',
      'revoke',
      'arrêt',
    );
    const courtesy = fc.constantFrom('', ' please', ' thanks', ' thank you', ' now');
    fc.assert(
      fc.property(around, keyword, courtesy, around, (before, word, polite, after) => {
        expect(kindOf(`${before}${word}${polite}${after}`)).toBe('opt_out');
      }),
    );
  });

  it('is never lifted by YES, and never by START in one text with STOP', () => {
    expect(kindOf('YES')).toBe('none');
    expect(decideOptOut('Yes', { lastQuestionKind: 'more_texts' }).kind).toBe('none');
    expect(kindOf('START STOP')).not.toBe('opt_in');
  });

  it('may be no more than "no", if that answers whether we may continue', () => {
    expect(kindOf('No thanks')).toBe('none');
    expect(decideOptOut('No thanks', { lastQuestionKind: 'more_texts' }).kind).toBe('opt_out');
    expect(decideOptOut('everything', { lastQuestionKind: 'clarify_opt_out' }).kind).toBe(
      'opt_out',
    );
  });

  it('is left to the model where a decorated keyword answers about an appointment', () => {
    const answer = (text: string) => decideOptOut(text, { lastQuestionKind: 'appointment' }).kind;
    expect(answer('Please cancel')).toBe('none');
    expect(answer('Cancel')).toBe('opt_out');
    expect(answer('Please stop')).toBe('opt_out');
  });

  it.each(['🛑', '👍', '🖕'])(
    'is not read into a gesture, which is left to a judge: %s',
    (gesture) => {
      expect(kindOf(gesture)).toBe('none');
    },
  );

  it('is not found in a word that continues a sentence begun a moment before', () => {
    expect(decideOptOut('stop', { before: 'can i' }).kind).toBe('none');
    expect(decideOptOut('Stop', { before: "I'll just" }).kind).toBe('none');
    expect(decideOptOut('stop', { before: 'who is this' }).kind).toBe('opt_out');
    expect(decideOptOut('stop', { before: 'No.' }).kind).toBe('opt_out');
  });

  it.each([
    'take my name off the list for the grey and put me down for white',
    'can i\nstop\nby around 3',
    'stop lol',
    'Stop! I meant Tuesday',
    'The other dealer would not stop calling, you seem nicer',
    'Stop calling me Bob haha',
    'Please remove me from the list for Friday and add me to Saturday',
    'no more texts until Monday, please',
    'stop calling, texting is also not welcome',
  ])('is left to a judge where the words may mean something else: %j', (text) => {
    expect(kindOf(text)).toBe('none');
  });

  it('is not searched for in longer texts: they are left to a judge', () => {
    for (const piece of ['stop texting me or ', 's t o p ', 'no me ', 'a, ', '“']) {
      const hostile = piece.repeat(Math.ceil(18_000 / piece.length));
      const began = performance.now();
      expect(kindOf(hostile)).toBe('none');
      expect(performance.now() - began).toBeLessThan(500);
    }
  });

  it('is not found in an empty text', () => {
    expect(decideOptOut(' … ')).toMatchObject({ kind: 'none', rule: null, words: null });
    expect(kindOf('')).toBe('none');
  });

  it('is searched for in anything that can be typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_600 }), (text) => {
        expect(['opt_out', 'opt_in', 'help', 'none']).toContain(kindOf(text));
      }),
    );
  });
});
