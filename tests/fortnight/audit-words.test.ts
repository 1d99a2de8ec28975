import { describe, expect, it } from '@jest/globals';
import { auditWords } from './audit-words.ts';

const at = (minutes: number) =>
  new Date(Date.parse('2026-11-20T17:00:00Z') + minutes * 60_000).toISOString();
const PHONE = '+12125551043';
const word = (judgedAt: string | null, isClosed = false) => ({
  ...{ id: 'word', phone: PHONE, at: at(0), judged_at: judgedAt, is_closed: isClosed },
});

type Known = Parameters<typeof auditWords>[0];

function found(change: Partial<Known>) {
  const audited = auditWords({
    ...{ words: [], left: [], awayMs: () => 0, endsAt: new Date(at(1_000)), ...change },
  });
  return Object.entries(audited).flatMap(([name, all]) => (all.length > 0 ? [name] : []));
}

describe('the audit of words and what leaves by itself', () => {
  const left = [{ id: 'text', phone: PHONE, at: at(5) }];

  it('has nothing to say where the verdict came first', () => {
    expect(found({ words: [word(at(5))], left })).toEqual([]);
    expect(found({ words: [word(null, true)] })).toEqual([]);
  });

  it('sees what left before the verdict, and to nobody else', () => {
    expect(found({ words: [word(at(6))], left })).toEqual(['left_before_the_verdict']);
    const other = [{ id: 'text', phone: '+12125551044', at: at(5) }];
    expect(found({ words: [word(at(6))], left: other })).toEqual([]);
  });

  it('sees words that nobody judged, and counts no time without the database', () => {
    expect(found({ words: [word(null)] })).toEqual(['words_left_unjudged']);
    expect(found({ words: [word(null)], awayMs: () => 995 * 60_000 })).toEqual([]);
  });
});
