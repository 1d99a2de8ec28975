import { describe, expect, it } from '@jest/globals';
import { CALL_STATUSES } from '@ringback/shared/domain/calls/call.ts';
import { ENROLLMENT_STATUSES } from '@ringback/shared/domain/campaigns/enrollment-status.ts';
import { LEAD_STATUSES } from '@ringback/shared/domain/lead-status.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { HELD_RULES } from '@ringback/shared/domain/reasons/held-rules.ts';
import { capWords, decisionReason, decisionSentence, KNOWN_DECISIONS } from './decisions.ts';
import {
  callStandingWords,
  channelsWords,
  consentWords,
  enrollmentWords,
  KNOWN_CONSENTS,
  leadStanding,
  sourceWords,
} from './leads.ts';

/** Every rule that the policy and the functions of the database write into a decision. */
const DENIALS =
  'suppressed no_consent consent_too_weak consent_expired consent_revoked no_inbound missing_values words_of_a_call no_words canceled_by_operator number_changed invalid_input undialable opted_out own_number extension step_edited cap_texts_per_day'.split(
    ' ',
  );

describe('words for leads and decisions', () => {
  it('exist for every value of every enumeration', () => {
    const reasons = (verdict: string, rules: readonly string[]) =>
      rules.map((rule) => decisionReason({ verdict, rule }));
    const all = [
      ...LEAD_STATUSES.map((lead_status) => leadStanding({ lead_status, outcome: null }).words),
      ...OUTCOMES.map((outcome) => leadStanding({ lead_status: 'contacted', outcome }).words),
      ...CALL_STATUSES.map(callStandingWords),
      ...ENROLLMENT_STATUSES.map(enrollmentWords),
      ...KNOWN_CONSENTS.map((kind) => consentWords(kind)),
      ...KNOWN_CONSENTS.map((kind) => consentWords(kind, 'calls')),
      ...['text', 'call', 'all', 'sms', 'voice'].map(channelsWords),
      ...reasons('allow', KNOWN_DECISIONS.allow),
      ...reasons('hold', [...KNOWN_DECISIONS.hold, ...HELD_RULES]),
      ...reasons('deny', [...KNOWN_DECISIONS.deny, ...DENIALS]),
    ];
    for (const words of all) {
      expect(words).not.toBe('');
      expect(words).not.toMatch(/“|_|undefined|null|[{}]/);
    }
  });

  it('show a value that is too new as it is, in quotes', () => {
    expect(decisionReason({ verdict: 'allow', rule: 'brand_new' })).toBe('“brand_new”');
    expect(decisionReason({ verdict: 'hold', rule: 'brand_new' })).toBe('“held: brand_new”');
    expect(decisionReason({ verdict: 'deny', rule: 'brand_new' })).toBe('“brand_new”');
    expect(callStandingWords('brand_new')).toBe('“brand_new”');
  });

  it('put a refusal before what came of a lead', () => {
    const standing = { lead_status: 'do_not_contact', outcome: 'discarded' };
    expect(leadStanding(standing).words).toBe('Do not contact');
  });

  it('are whole sentences', () => {
    expect(decisionSentence({ verdict: 'hold', channel: 'call' }, '9:00 AM their time')).toBe(
      'A call waits until 9:00 AM their time',
    );
    expect(capWords({ id: 'touches_per_day', counted: 1, limit: 3 })).toBe(
      '1 of at most 3 contacts in 24 hours',
    );
    expect(sourceWords('web_form')).toBe('Web form');
  });
});
