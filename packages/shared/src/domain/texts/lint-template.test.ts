import { describe, expect, it } from '@jest/globals';
import { lintTemplate } from './lint-template.ts';

const known = { first_name: { p95Length: 12 }, vehicle: { p95Length: 30 } };
const rules = (template: string, options = {}) =>
  lintTemplate(template, known, options).map(({ rule }) => rule);

describe('the lint of a template', () => {
  it('finds nothing in a good one', () => {
    const good =
      'Hi {{first_name|there}}, Ana from Acme about the {{vehicle|car}}. What day suits you? Reply STOP to opt out.';
    expect(rules(good, { first: true })).toEqual([]);
  });

  it('names an unknown variable, and the known ones', () => {
    expect(lintTemplate('Hi {{frist_name|there}}', known)).toEqual([
      {
        rule: 'unknown_variable',
        severity: 'error',
        message: 'There is no variable "frist_name". Known are: first_name, vehicle.',
      },
    ]);
  });

  it('requires a fallback for each variable, and whole braces', () => {
    expect(rules('Hi {{first_name}}')).toEqual(['no_fallback']);
    expect(rules('Hi {{first_name|there}')).toEqual(['malformed']);
    expect(rules('Hi {{first name|there}}')).toEqual(['malformed']);
    expect(rules(' ')).toContain('empty');
  });

  it.each([
    'Keep or cancel your appointment?',
    'Would you like to reschedule or cancel?',
    'Shall we continue or quit?',
    'Reply YES to confirm your visit.',
    'Text "CANCEL" to cancel your appointment.',
    'Reply END if you are done shopping',
    'Is that a yes or a no?',
    'Reply START to begin your quote',
    'Send INFO for the price list',
  ])('refuses to ask for a reserved word: %s', (template) => {
    expect(rules(template)).toContain('reserved_answer');
  });

  it.each([
    'What time works for you?',
    'Reply STOP to opt out, HELP for help.',
    'Text STOP to end messages',
    'Reply STOP to unsubscribe',
    'Reply 1 to confirm, 2 to change the time',
    'The sale ends Sunday. Which model do you like?',
    'Reply C to confirm or R to reschedule',
    'Do you prefer mornings or evenings?',
  ])('accepts: %s', (template) => {
    expect(rules(template)).toEqual([]);
  });

  it('only warns of a question that is answered by yes or no', () => {
    expect(lintTemplate('Are you still looking for a car?', known)).toMatchObject([
      { rule: 'yes_no_question', severity: 'warning' },
    ]);
  });

  it('counts segments with values of realistic length', () => {
    const words = 'a'.repeat(290);
    expect(rules(words)).toEqual([]);
    expect(rules(`${words} {{vehicle|car}}`)).toEqual(['too_many_segments']);
  });

  it('warns of expensive characters that have plain equivalents', () => {
    expect(rules('Your car’s ready')).toEqual(['needless_unicode']);
    expect(rules('Votre voiture est prête 🚗')).toEqual([]);
  });

  it('misses the opt-out instructions in a first text only', () => {
    expect(rules('Hi, this is Ana.', { first: true })).toEqual(['no_opt_out_wording']);
    expect(rules('Hi, this is Ana.')).toEqual([]);
  });

  it('counts links, and knows shorteners', () => {
    expect(rules('See https://acme.com/a and www.acme.com/b')).toEqual(['too_many_links']);
    expect(rules('See acme.com/offers.')).toEqual([]);
    expect(rules('See https://bit.ly/3xYz')).toEqual(['public_shortener']);
    expect(rules('We open at 9.30, come by.')).toEqual([]);
  });

  it('puts errors before warnings', () => {
    const faults = lintTemplate('Are you there {{who|you}}? Reply YES', known, { first: true });
    expect(faults.map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
    ]);
  });
});
