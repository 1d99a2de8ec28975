import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { spokenOptOut } from './spoken-opt-out.ts';

// One utterance per line, as transcribers write them down.
const utterances = (file: string): string[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');

describe('a spoken refusal to be contacted', () => {
  it.each(utterances('spoken-opt-out.refusals.txt'))('is found in: %s', (said) => {
    expect(spokenOptOut(said)).toMatchObject({ optOut: true });
  });

  it.each(utterances('spoken-opt-out.talk.txt'))('is not found in: %s', (said) => {
    expect(spokenOptOut(said)).toEqual({ optOut: false });
  });

  it('is found in the middle of other talk, and quoted in the speaker’s own words', () => {
    expect(
      spokenOptOut("Look, I'm at work. Please, um, stop — calling me, okay? I have a job."),
    ).toEqual({ optOut: true, rule: 'en.stop_calling', words: 'stop — calling me' });
  });

  it('keeps capitals, accents and apostrophes in what it quotes', () => {
    expect(spokenOptOut('Bon, NE M’APPELEZ PLUS, merci')).toMatchObject({
      words: 'NE M’APPELEZ PLUS',
    });
  });

  it('gives the same answer in capitals and with invisible marks', () => {
    expect(spokenOptOut('TAKE ME\u200b OFF YOUR LIST')).toMatchObject({ rule: 'en.off_the_list' });
  });

  it('is not found in silence', () => {
    expect(spokenOptOut('')).toEqual({ optOut: false });
    expect(spokenOptOut(' … ')).toEqual({ optOut: false });
  });
});
