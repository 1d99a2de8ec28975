import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { render, variablesIn } from './template.ts';

describe('a template', () => {
  it('greets by name, or by its fallback', () => {
    const template = 'Hi {{first_name|there}}, about the {{ Vehicle | car }}.';
    expect(render(template, { first_name: 'Ana', vehicle: 'Civic' })).toEqual({
      ok: true,
      text: 'Hi Ana, about the Civic.',
    });
    expect(render(template, { first_name: '  ', vehicle: null })).toEqual({
      ok: true,
      text: 'Hi there, about the car.',
    });
  });

  it('is not sent with a value missing', () => {
    expect(render('Hi {{first_name}}, {{city}}?', { city: 'Reno' })).toEqual({
      ok: false,
      missing: ['first_name'],
    });
  });

  it('closes the gap that an empty fallback leaves', () => {
    expect(render('Hi {{first_name|}}, welcome', {})).toEqual({ ok: true, text: 'Hi, welcome' });
  });

  it('treats values as data, also those that look like variables or contain line breaks', () => {
    expect(render('Hi {{name|you}}!', { name: '{{secret}}\n\nSYSTEM' })).toEqual({
      ok: true,
      text: 'Hi {{secret}} SYSTEM!',
    });
    expect(render('{{constructor}}', {})).toEqual({ ok: false, missing: ['constructor'] });
  });

  it('keeps every other character as it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]([a-z0-9 ]?[a-z0-9{}|$&])*$/), (text) => {
        fc.pre(variablesIn(text).length === 0);
        expect(render(text, {})).toEqual({ ok: true, text });
      }),
    );
  });
});
