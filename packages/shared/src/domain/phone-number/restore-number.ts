/** What a spreadsheet did to a number. `detail` never holds the number. */
export type Restored =
  | { kind: 'as_written'; text: string }
  /** A number cell: its plus sign is lost, its digits are complete. */
  | { kind: 'restored'; text: string }
  | { kind: 'ruined'; detail: string };

/** Whether digits with or without a plus are a number that can be dialed. */
type IsPossible = (digits: string) => boolean;

// Direction marks, joiners, variation selectors and zero-width spaces: copied along, never meant.
const INVISIBLE = /[\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0]|[\uFE00-\uFE0F]|[\u034F\u17B4\u17B5]/gu;
const ODD_SPACE = /[\s\u2800·•‧∙]+/gu;
const SCHEME = /^(?:p|tel|phone|sms|smsto|callto|mobile|cell|whatsapp|rcs)\s*:\s*(?:\/\/)?/i;

const GROUPS = /^\+?\d{1,3}(?:([,.'’ ])\d{3})(?:\1\d{3})+(?:[.,]0{1,2})?$/;
const LAKHS = /^\+?\d{1,2}(?:,\d{2})+,\d{3}(?:\.0{1,2})?$/;
const SCIENTIFIC = /^([+-]?\d+)(?:[.,](\d*))?\s?e\s?([+-]?\d{1,3})$/i;
const DECIMAL = /^(\+?\d{6,})[.,](\d+)$/;
const SPACED_DECIMAL = /^[^.,]*\d{3}[.,]0{1,2}$/;

const LOST =
  'A spreadsheet has turned the number into another form and its last digits are lost. Format the column as text and export it again.';
const UNSURE =
  'A spreadsheet seems to have added digits after a point. Write the number without them, with its country code.';

/**
 * Undoes what spreadsheets do to phone numbers: "+4930123456.0", "1.2025550116E+10",
 * "12,025,550,116", '="+1…"'. What is not certain is refused: a digit too many or too few calls
 * another person.
 */
export function restoreNumber(written: string, isPossible: IsPossible): Restored {
  const text = unwrap(written);
  const compact = text.replace(/\s/g, '');

  const scientific = SCIENTIFIC.exec(text);
  if (scientific) return fromScientific(scientific, isPossible);
  if (GROUPS.test(text) || LAKHS.test(text)) {
    const whole = text.replace(/[.,]0{1,2}$/, '').replace(/[^\d+]/g, '');
    return { kind: /[.,]0{1,2}$/.test(text) ? 'restored' : 'as_written', text: whole };
  }
  const decimal = DECIMAL.exec(compact);
  if (decimal) return fromDecimal(text, decimal, isPossible);
  // Hyphens or brackets and a point: a number and its extension, or a float; that cannot be known.
  if (SPACED_DECIMAL.test(text)) return { kind: 'ruined', detail: UNSURE };
  return { kind: 'as_written', text };
}

/** The cell without what programs put around a number. */
function unwrap(written: string): string {
  let text = written
    .normalize('NFKC')
    .replace(INVISIBLE, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .replace(ODD_SPACE, ' ')
    .trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(/^=\s*/, '')
      .replace(/^["'`´‘’“”]+|["'`´‘’“”]+$/g, '')
      .replace(SCHEME, '')
      .trim();
  }
  return text.replace(/\?(?:body|text)=.*$/i, '').replace(/;phone-context=[^;]*/i, '');
}

function fromScientific(
  [, whole = '', fraction = '', exponent = '']: RegExpExecArray,
  isPossible: IsPossible,
): Restored {
  const shift = Number(exponent);
  const left = fraction.slice(shift);
  const isWhole = shift >= 0 && fraction.length >= shift && /^0*$/.test(left);
  const digits = `${whole}${fraction.slice(0, Math.max(0, shift))}`;
  if (!isWhole || whole.startsWith('-') || !isPossible(digits)) {
    return { kind: 'ruined', detail: LOST };
  }
  return { kind: 'restored', text: digits };
}

function fromDecimal(
  text: string,
  [, whole = '', fraction = '']: RegExpExecArray,
  isPossible: IsPossible,
): Restored {
  const isZero = /^0+$/.test(fraction);
  // "202.5550101", "030,1234567": a separator that a person wrote.
  if (fraction.length > 2 && !(isZero && isPossible(whole))) return { kind: 'as_written', text };
  // A float has no blanks, and seldom more than two digits after its point.
  const isOdd = fraction.length > 2 || /\s/.test(text);
  const isBoth = isOdd && isPossible(`${whole}${fraction}`);
  if (!isZero || !isPossible(whole) || isBoth) return { kind: 'ruined', detail: UNSURE };
  return { kind: 'restored', text: whole };
}
