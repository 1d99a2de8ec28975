import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../outcome.ts';
import { bearsOut } from './bears-out.ts';

const OFFER = 'Shall I book Tuesday at ten?';

describe('words prove an outcome', () => {
  it.each<[Outcome, string, (string | null)?]>([
    ['success', 'Tuesday at ten works for me'],
    ['success', 'Please book me in'],
    ['success', 'Yes', OFFER],
    ['qualified', 'what does it cost'],
    ['unqualified', 'I already bought one'],
    ['escalated', 'Can I speak to a person?'],
    ['discarded', 'I would rather you lost my details for good'],
  ])('%s: "%s"', (outcome, said, ...ours) =>
    expect(bearsOut(outcome, said, ours[0] ?? null)).toBe(true),
  );
});

describe('words do not prove an outcome', () => {
  it.each<[Outcome, string, (string | null)?]>([
    ['success', 'I do not want an appointment, how much is it?'],
    ['success', 'is this still for sale'],
    ['success', 'Yes', 'Are you still looking?'],
    ['success', 'No', OFFER],
    ['qualified', 'Not interested'],
    ['unqualified', 'I love it, when can I come?'],
    ['escalated', 'I love it, when can I come?'],
    ['discarded', 'I love it, when can I come?'],
  ])('%s: "%s"', (outcome, said, ...ours) =>
    expect(bearsOut(outcome, said, ours[0] ?? null)).toBe(false),
  );
});
