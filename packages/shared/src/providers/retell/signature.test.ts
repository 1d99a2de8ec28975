import { describe, expect, it } from '@jest/globals';
import { createRetellSignature } from './signature.ts';

/** A signature made by the vendor's own package. */
const BODY = '{"event":"call_ended","call":{"call_id":"x"}}';
const SENT_AT = 1_714_608_475_945;
const DIGEST = '47719824b19021fae5adf35933c58133dbfb7b579529feeb2475ca1369398650';
const SIGNED = `v=${SENT_AT},d=${DIGEST}`;
const MINUTE = 60_000;

function setup({ at = SENT_AT, apiKey = 'key_test' as string | null } = {}) {
  const verify = createRetellSignature({ apiKey, now: () => new Date(at) });
  return (signature: string | string[] | undefined, body = BODY) =>
    verify({
      headers: signature === undefined ? {} : { 'x-retell-signature': signature },
      rawBody: Buffer.from(body),
    });
}

describe('the signature of Retell', () => {
  it('made by its own package is accepted', () => {
    expect(setup()(SIGNED)).toBeUndefined();
  });

  it('may be written in capitals', () => {
    expect(setup()(`v=${SENT_AT},d=${DIGEST.toUpperCase()}`)).toBeUndefined();
  });

  it.each([
    ['five minutes old', 5 * MINUTE],
    ['five minutes ahead', -5 * MINUTE],
  ])('%s still fits', (_, shift) => {
    expect(setup({ at: SENT_AT + shift })(SIGNED)).toBeUndefined();
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['two of them', [SIGNED, SIGNED]],
    ['another moment', `v=${SENT_AT + 1},d=${DIGEST}`],
    ['a flipped digit', `v=${SENT_AT},d=${DIGEST.replace(/^4/, '5')}`],
    ['a digest that is too short', `v=${SENT_AT},d=${DIGEST.slice(2)}`],
    ['the digest alone', DIGEST],
    ['something behind it', `${SIGNED},x=1`],
  ])('%s is refused', (_, signature) => {
    expect(() => setup()(signature as string)).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
  });

  it('of another body is refused, even of the same JSON in another spelling', () => {
    expect(() => setup()(SIGNED, BODY.replace(',', ', '))).toThrow('signature');
  });

  it.each([5 * MINUTE + 1, -5 * MINUTE - 1])('from another time (%d ms) is refused', (shift) => {
    expect(() => setup({ at: SENT_AT + shift })(SIGNED)).toThrow('signature');
  });

  it('fits nothing where no account is set up, not even an empty key', () => {
    expect(() => setup({ apiKey: null })(SIGNED)).toThrow('signature');
    expect(() => setup({ apiKey: 'key_other' })(SIGNED)).toThrow('signature');
  });
});
