import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { decideOptOut } from './decide-opt-out.ts';
import { spokenOptOut } from './spoken-opt-out.ts';

// Written before anybody looked at the rules, and never to be tuned to. ` | ` is a new text or line.
const sentences = (file: string) =>
  readFileSync(new URL(`../../testing/opt-out/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(line.indexOf('\t') + 1).replaceAll(' | ', '\n'));

const refusals = sentences('refusals.tsv');
const ordinary = sentences('ordinary.tsv');
const refused = (texts: string[]) =>
  texts.filter((text) => {
    const decision = decideOptOut(text);
    // "Don't text, call me" closes one channel, as it asks.
    return decision.kind === 'opt_out' && decision.scope === 'all';
  });

describe(`${refusals.length} refusals and ${ordinary.length} ordinary texts that no rule was made for`, () => {
  it('are enough, and in the languages of the allowed countries', () => {
    expect(refusals.length).toBeGreaterThanOrEqual(300);
    expect(ordinary.length).toBeGreaterThanOrEqual(500);
  });

  it(`are decided in ${refused(refusals).length} refusals; the others are left to a judge`, () => {
    const lifted = refusals.filter((text) => ['opt_in', 'help'].includes(decideOptOut(text).kind));
    expect(lifted).toEqual([]);
  });

  it('become a refusal in one of 500 ordinary texts at most', () => {
    expect(refused(ordinary).slice(Math.floor(ordinary.length / 500))).toEqual([]);
  });

  it('become one in one of 500 where they are spoken, too', () => {
    const heard = ordinary.filter((text) => spokenOptOut(text).optOut);
    expect(heard.slice(Math.floor(ordinary.length / 500))).toEqual([]);
  });
});

describe('keywords of the languages of the allowed countries', () => {
  it.each([
    ...[
      'STOPP',
      'Abmelden',
      'afmelden',
      'disiscrivimi',
      'SAIR',
      'parem',
      'avregistrera',
      'meld meg av',
    ],
    ...[
      'afmeld',
      'lopeta',
      '配信停止',
      '停止',
      '退订',
      '退訂',
      '수신거부',
      '그만',
      'הסר',
      'إلغاء',
      'توقف',
      'रोको',
    ],
    ...['berhenti', 'itigil', 'Bitte keine Nachrichten mehr!', 'Non chiamatemi più, grazie'],
    ...[
      'Não me ligue mais',
      '더 이상 연락하지 마세요.',
      'もう連絡しないでください。',
      '请不要再联系我！',
    ],
  ])('need no judge: %s', (text) => {
    expect(decideOptOut(text)).toMatchObject({ kind: 'opt_out', scope: 'all' });
  });
});
