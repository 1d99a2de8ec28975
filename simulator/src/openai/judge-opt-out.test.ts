import { describe, expect, it } from '@jest/globals';
import { judgeOptOut } from './judge-opt-out.ts';

describe('the simulated judge of refusals', () => {
  it.each([
    ['pls stop texting me', 'refuses'],
    ['STOP', 'refuses'],
    ['Stop. Thank you', 'refuses'],
    ['Hi. Please take me off your list!', 'refuses'],
    ['no more texts pls', 'refuses'],
    ['lose my number', 'refuses'],
    ["don't message me again", 'refuses'],
    ['Sorry, you have the wrong number', 'refuses'],
    ["Arrêtez de m'écrire s'il vous plaît", 'refuses'],
    ["ne m'écrivez plus", 'refuses'],
    ['no me escriba más', 'refuses'],
    ['deje de mandar mensajes', 'refuses'],
    ['I will stop by on Tuesday', 'not'],
    ['enough already', 'refuses'],
    ['that is enough', 'unclear'],
    ['who gave you my number', 'unclear'],
    ['basta', 'unclear'],
    ['yes still interested', 'not'],
    ['Can you cancel my Tuesday appointment and give me Friday?', 'not'],
    ['When does it end?', 'not'],
    ['Hola, sí me interesa', 'not'],
  ])('judges %p: %s', (text, verdict) => {
    const judged = judgeOptOut({ texts: [text] });
    expect(judged.verdict).toBe(verdict);
    expect(text).toContain(judged.words);
    expect(judged.words !== '').toBe(verdict === 'refuses');
  });

  it('reads the texts of a burst together', () => {
    const texts = ['please take', 'me off', 'whatever this is'];
    expect(judgeOptOut({ texts })).toEqual({
      verdict: 'refuses',
      scope: 'all',
      words: 'please take me off whatever this is',
    });
    expect(judgeOptOut({ texts: ['can i', 'come', 'by around 3'] }).verdict).toBe('not');
    expect(judgeOptOut({ texts: [] }).verdict).toBe('not');
  });

  it('keeps texts that the lead asks for in place of calls', () => {
    const texts = ["Don't call me, text me instead"];
    expect(judgeOptOut({ texts })).toMatchObject({ verdict: 'refuses', scope: 'voice' });
  });
});
