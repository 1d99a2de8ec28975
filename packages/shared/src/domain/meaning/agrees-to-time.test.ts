import { describe, expect, it } from '@jest/globals';
import { agreesToTime } from './agrees-to-time.ts';

/** Friday noon; the Tuesday after it is the 24th. */
const SAID_AT = '2026-11-20T12:00';
const agrees = (said: string, startsAtLocal: string, ours: string | null = null) =>
  agreesToTime({ said, ours, saidAtLocal: SAID_AT, startsAtLocal });
const TUESDAY_TEN = '2026-11-24T10:00';
const OFFER = 'We have Tuesday at 10. Does that work?';
const TWO = 'We could do Tuesday at 10 or Wednesday at 2. What suits you?';
const WHEN = 'Which day and time would suit you for a visit?';

describe('a lead agrees to a time', () => {
  it.each<[string, string, (string | null)?]>([
    ['Tuesday at ten works for me', TUESDAY_TEN],
    ['Can I come on Tuesday at 10?', TUESDAY_TEN],
    ['tues 10am pls', TUESDAY_TEN],
    ['Book me for tuesday 10:00', TUESDAY_TEN],
    ['No problem, Tuesday at ten', TUESDAY_TEN],
    ['I cannot do Monday, but Tuesday at ten is fine', TUESDAY_TEN],
    ['Not Monday. Tuesday, 10 am.', TUESDAY_TEN],
    ['My wife and I can come Tuesday at 10', TUESDAY_TEN],
    ['the 24th at half past two', '2026-11-24T14:30'],
    ['tomorrow at noon', '2026-11-21T12:00'],
    ['tomorrow afternoon at three', '2026-11-21T15:00'],
    ['in an hour', '2026-11-20T13:00'],
    ['el martes a las diez', TUESDAY_TEN],
    ['Mañana a las 3 de la tarde', '2026-11-21T15:00'],
    ['mardi à 10h', TUESDAY_TEN],
    ['demain à 14h30', '2026-11-21T14:30'],
    ['Dienstag um zehn passt', TUESDAY_TEN],
    ['morgen um 15 Uhr', '2026-11-21T15:00'],
    ['Dienstag halb elf', '2026-11-24T10:30'],
    ['Yes', TUESDAY_TEN, OFFER],
    ['sounds good, thanks', TUESDAY_TEN, OFFER],
    ['Sí, perfecto', TUESDAY_TEN, '¿Le viene bien el martes a las 10?'],
    ['Oui', TUESDAY_TEN, 'Mardi à 10h vous convient-il ?'],
    ['Ja gerne', TUESDAY_TEN, 'Passt Ihnen Dienstag um 10 Uhr?'],
    ['Wednesday', '2026-11-25T14:00', TWO],
    ['ten', TUESDAY_TEN, 'What time on Tuesday?'],
    ['Tuesday, 10 is fine', TUESDAY_TEN, WHEN],
  ])('"%s" is %s', (said, at, ...ours) => expect(agrees(said, at, ...ours)).toBe(true));
});

describe('a lead does not agree to a time', () => {
  it.each<[string, string, (string | null)?]>([
    ['I do not want an appointment, how much is it?', TUESDAY_TEN],
    ['I do not want an appointment on Tuesday at ten', TUESDAY_TEN],
    ['I don’t want to come Tuesday at 10', TUESDAY_TEN],
    ['Tuesday at ten? No.', TUESDAY_TEN],
    ['I can’t make Tuesday at ten', TUESDAY_TEN],
    ['cancel Tuesday at 10', TUESDAY_TEN],
    ['I love it, when can I come?', TUESDAY_TEN],
    ['Yes', TUESDAY_TEN],
    ['Yes', TUESDAY_TEN, 'Are you still looking?'],
    ['Yes', TUESDAY_TEN, TWO],
    ['Yes', '2026-11-24T03:00', OFFER],
    ['Yes', '2026-11-25T10:00', OFFER],
    ['No', TUESDAY_TEN, OFFER],
    ['No thanks', TUESDAY_TEN, OFFER],
    ['Tuesday at ten', '2026-11-24T03:00'],
    ['Tuesday at ten', '2026-11-24T22:30'],
    ['Wednesday at ten', TUESDAY_TEN],
    ['tomorrow at ten', TUESDAY_TEN],
    ['Tuesday', TUESDAY_TEN],
    ['Tuesday afternoon', '2026-11-24T15:00'],
    ['Tuesday after three', '2026-11-24T15:00'],
    ['Are you open Tuesday at ten?', TUESDAY_TEN],
    ['I was there Tuesday at ten', TUESDAY_TEN],
    ['call me Tuesday at ten', TUESDAY_TEN],
    ['my cousin said Tuesday at ten', TUESDAY_TEN],
    ['he said yes', TUESDAY_TEN, OFFER],
    ['is this still for sale', TUESDAY_TEN, OFFER],
    ['it costs 10 dollars?', TUESDAY_TEN, OFFER],
    ['I have 10 miles to go', TUESDAY_TEN],
    ['no quiero una cita el martes a las diez', TUESDAY_TEN],
    ['El martes a las diez no puedo', TUESDAY_TEN],
    ['mi primo dijo el martes a las diez', TUESDAY_TEN],
    ['je ne veux pas de rendez-vous mardi à 10h', TUESDAY_TEN],
    ['Dienstag um zehn geht nicht', TUESDAY_TEN],
    ['Ich möchte keinen Termin', TUESDAY_TEN, OFFER],
    ['stop', TUESDAY_TEN, OFFER],
    ['', TUESDAY_TEN, OFFER],
  ])('"%s" is not %s', (said, at, ...ours) => expect(agrees(said, at, ...ours)).toBe(false));
});
