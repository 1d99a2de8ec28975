import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { plain, segmentsOf } from './segments.ts';

// One code point each, and none that combines with the one before it.
const GSM = [...'abc 1@£é€{}[]~|^\\\r\n\f'];
const SINGLE = [...GSM, 'ж', '’', 'ç', '漢', '🚗', '😀'];
const COMPOSED = [...SINGLE, '👨‍👩‍👧', '🇩🇪', 'e\u0301'];

describe('the segments of a text', () => {
  it.each([
    ['nothing', '', 'GSM-7', 0],
    ['160 letters', 'a'.repeat(160), 'GSM-7', 1],
    ['161 letters', 'a'.repeat(161), 'GSM-7', 2],
    ['306 letters', 'a'.repeat(306), 'GSM-7', 2],
    ['307 letters', 'a'.repeat(307), 'GSM-7', 3],
    ['80 euro signs', '€'.repeat(80), 'GSM-7', 1],
    ['81 euro signs', '€'.repeat(81), 'GSM-7', 2],
    ['70 Cyrillic letters', 'ж'.repeat(70), 'UCS-2', 1],
    ['71 Cyrillic letters', 'ж'.repeat(71), 'UCS-2', 2],
    ['134 Cyrillic letters', 'ж'.repeat(134), 'UCS-2', 2],
    ['135 Cyrillic letters', 'ж'.repeat(135), 'UCS-2', 3],
    ['35 emoji', '🚗'.repeat(35), 'UCS-2', 1],
    ['36 emoji', '🚗'.repeat(36), 'UCS-2', 2],
  ])('of %s', (_, text, encoding, segments) => {
    expect(segmentsOf(text)).toMatchObject({ encoding, segments });
  });

  it.each(['’', 'ç', '\u00a0', '—', '…', '😀'])(
    'become short ones for a single %j',
    (character) => {
      expect(segmentsOf(`${'a'.repeat(99)}${character}`)).toMatchObject({
        encoding: 'UCS-2',
        segments: 2,
      });
    },
  );

  it('stay long for the accents, signs and line ends that GSM-7 contains', () => {
    expect(segmentsOf('él año à où?\r\nÇa £5 ¿sí').offending).toMatchObject([{ character: 'í' }]);
    expect(segmentsOf('^{}\\[~]|€')).toMatchObject({ encoding: 'GSM-7', units: 18 });
  });

  it('do not cut a character in half', () => {
    // 152 letters leave room for half a euro sign only.
    expect(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
    expect(segmentsOf(`${'ж'.repeat(66)}🚗${'ж'.repeat(66)}`).segments).toBe(3);
  });

  it('are shorter by one on toll-free numbers', () => {
    expect(segmentsOf('a'.repeat(306), { tollFree: true }).segments).toBe(3);
    expect(segmentsOf('a'.repeat(160), { tollFree: true }).segments).toBe(1);
    expect(segmentsOf('ж'.repeat(134), { tollFree: true }).segments).toBe(3);
  });

  it('name the characters that cause them, their positions, and what to write instead', () => {
    expect(segmentsOf('🚗 It’s here')).toMatchObject({
      offending: [
        { at: 0, character: '🚗', instead: null },
        { at: 5, character: '’', instead: "'" },
      ],
    });
  });

  it('grow with the text and contain all of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string(), (text, more) => {
        const { segments, encoding, units } = segmentsOf(text);
        const [alone, shared] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        expect(segments * (segments > 1 ? shared : alone)).toBeGreaterThanOrEqual(units);
        expect(segmentsOf(text + more).segments).toBeGreaterThanOrEqual(segments);
      }),
    );
  });
});

describe('the segments of a text, compared with a carrier’s published calculator,', () => {
  const texts = (units: string[]) =>
    // No text at all is one segment to the calculator.
    fc.string({
      unit: fc.constantFrom(...units),
      minLength: 1,
      maxLength: 500,
      size: 'max',
    });

  it.each([
    ['GSM-7', GSM],
    ['UCS-2', SINGLE],
  ])('are as many, in the same encoding: %s', (_, units) => {
    fc.assert(
      fc.property(texts(units), (text) => {
        const { encodingName: encoding, segmentsCount: segments } = new SegmentedMessage(text);
        expect(segmentsOf(text)).toMatchObject({ encoding, segments });
      }),
    );
  });

  it('are no more where it keeps several code points together and we do not', () => {
    fc.assert(
      fc.property(texts(COMPOSED), (text) => {
        const { encodingName, segmentsCount } = new SegmentedMessage(text);
        const { encoding, segments } = segmentsOf(text);
        expect(encoding).toBe(encodingName);
        expect(segments).toBeLessThanOrEqual(segmentsCount);
      }),
    );
  });
});

describe('plain text', () => {
  it('converts what a model or an office program wrote back to GSM-7', () => {
    const fancy = '“It’s ready” – see you at\u00a010… • bring ID\u200b — thanks';
    expect(plain(fancy)).toBe('"It\'s ready" - see you at 10... * bring ID - thanks');
    expect(segmentsOf(plain(fancy)).encoding).toBe('GSM-7');
  });

  it('composes decomposed accents', () => {
    expect(segmentsOf(plain('Jose\u0301'))).toMatchObject({ encoding: 'GSM-7', units: 4 });
  });

  it('leaves other scripts and their emoji alone', () => {
    const family = '👨‍👩‍👧 façade жук';
    expect(plain(family)).toBe(family);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plain(plain(text))).toBe(plain(text));
      }),
    );
  });
});
