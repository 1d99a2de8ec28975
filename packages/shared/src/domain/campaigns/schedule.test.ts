import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callingWindow } from '../quiet-hours/window.ts';
import { zonesOf } from '../zones/zones-of.ts';
import { nextStep, windowFrom } from './schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const steps = [{ delayMs: 0 }, { delayMs: 2 * DAY }, { delayMs: 5 * DAY }];
const newYork = zonesOf({ phone: '+12125550100' });
const inNewYork = windowFrom(newYork, null);
const noon = new Date('2026-11-20T17:00:00Z');
const night = new Date('2026-11-20T06:00:00Z');

describe('the next step of a campaign', () => {
  it('is the first one at once, in the window', () => {
    const start = { steps, nextStep: 0, enrolledAt: noon, lastSentAt: null };
    expect(nextStep(start, inNewYork, noon)).toEqual({
      kind: 'at',
      step: 0,
      at: noon,
      dueAt: noon,
    });
  });

  it('waits for the opening when somebody enrolls at night', () => {
    const start = { steps, nextStep: 0, enrolledAt: night, lastSentAt: null };
    expect(nextStep(start, inNewYork, night)).toMatchObject({
      at: new Date('2026-11-20T13:00:00Z'),
    });
  });

  it('counts its delay from what was really sent before', () => {
    const later = { steps, nextStep: 1, enrolledAt: night, lastSentAt: noon };
    expect(nextStep(later, inNewYork, noon)).toMatchObject({
      step: 1,
      at: new Date('2026-11-22T17:00:00Z'),
    });
  });

  it('is due now after a long pause, not in the past', () => {
    const now = new Date('2026-12-20T17:00:00Z');
    const paused = { steps, nextStep: 1, enrolledAt: night, lastSentAt: noon };
    expect(nextStep(paused, inNewYork, now)).toMatchObject({ at: now });
  });

  it('is none after the last, nor where steps were taken out', () => {
    expect(
      nextStep({ steps, nextStep: 3, enrolledAt: noon, lastSentAt: noon }, inNewYork, noon),
    ).toEqual({ kind: 'done' });
    expect(
      nextStep({ steps: [], nextStep: 1, enrolledAt: noon, lastSentAt: noon }, inNewYork, noon),
    ).toEqual({ kind: 'done' });
  });

  it('has no time where nobody knows the window', () => {
    const nowhere = windowFrom(zonesOf({ phone: '+88812345678' }), null);
    const start = { steps, nextStep: 0, enrolledAt: noon, lastSentAt: null };
    expect(nextStep(start, nowhere, noon)).toEqual({ kind: 'no_window', step: 0, dueAt: noon });
  });

  it('is never outside the window, nor before its delay is over', () => {
    const moment = fc.date({
      min: new Date('2026-01-01Z'),
      max: new Date('2028-01-01Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        moment,
        fc.nat({ max: 30 * DAY }),
        fc.nat({ max: 30 * DAY }),
        (sent, delayMs, lateMs) => {
          const now = new Date(sent.getTime() + lateMs);
          const next = nextStep(
            { steps: [{ delayMs }], nextStep: 0, enrolledAt: sent, lastSentAt: sent },
            inNewYork,
            now,
          );
          if (next.kind !== 'at') throw new Error(`New York has windows, but got ${next.kind}`);
          expect(callingWindow(newYork, null, next.at).kind).toBe('open');
          expect(next.at.getTime()).toBeGreaterThanOrEqual(sent.getTime() + delayMs);
          expect(next.at.getTime()).toBeGreaterThanOrEqual(now.getTime());
        },
      ),
    );
  });
});
