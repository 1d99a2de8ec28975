import { describe, expect, it } from '@jest/globals';
import { judgeOptOut } from './judge-opt-out.ts';

describe('the simulated judge of refusals', () => {
  it.each([
    ['pls stop texting me', 'yes'],
    ['STOP', 'yes'],
    ['Stop. Thank you', 'yes'],
    ['Hi. Please take me off your list!', 'yes'],
    ['no more texts pls', 'yes'],
    ['lose my number', 'yes'],
    ["don't message me again", 'yes'],
    ['Sorry, you have the wrong number', 'yes'],
    ["Arrêtez de m'écrire s'il vous plaît", 'yes'],
    ["ne m'écrivez plus", 'yes'],
    ['no me escriba más', 'yes'],
    ['deje de mandar mensajes', 'yes'],
    ['I will stop by on Tuesday', 'unsure'],
    ['enough already', 'unsure'],
    ['who gave you my number', 'unsure'],
    ['basta', 'unsure'],
    ['yes still interested', 'no'],
    ['Can you cancel my Tuesday appointment and give me Friday?', 'no'],
    ['When does it end?', 'no'],
    ['Hola, sí me interesa', 'no'],
  ])('says to %p: %s', (text, opted_out) => {
    const judged = judgeOptOut({ text });
    expect(judged.opted_out).toBe(opted_out);
    expect(text).toContain(judged.words);
    expect(judged.words === '').toBe(opted_out === 'no');
  });
});
