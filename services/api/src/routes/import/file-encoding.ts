/** The encoding of a file, by its TextDecoder label. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
  'windows-1255',
  'windows-1256',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Enough of the beginning to recognize the wide encodings. */
const SIGNATURE_BYTES = 64;

/**
 * By its byte order mark, or by the zeros between Latin letters; null if the beginning does not
 * show it.
 */
export function wideEncoding(head: Uint8Array): { encoding: Encoding; markBytes: number } | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  const pairs = Math.floor(Math.min(head.length, SIGNATURE_BYTES) / 2);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (pairs >= 2 && odd > pairs * 0.6 && even === 0) return { encoding: 'utf-16le', markBytes: 0 };
  if (pairs >= 2 && even > pairs * 0.6 && odd === 0) return { encoding: 'utf-16be', markBytes: 0 };
  return null;
}

/** What a file that is not text is, by its first bytes: people send the workbook itself. */
export function notText(head: Uint8Array): string | null {
  const start = String.fromCharCode(...head.slice(0, 8));
  if (start.startsWith('PK\u0003\u0004'))
    return 'a workbook or an archive (such as .xlsx, .numbers or .zip)';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'an old Excel workbook (.xls)';
  if (start.startsWith('%PDF')) return 'a PDF';
  if (start.startsWith('\u001f\u008b')) return 'a compressed file (.gz)';
  return null;
}

/** Whether a chunk of a file is UTF-8; its last character may be cut off. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut <= 3; cut += 1) {
    if (isWhole(bytes.subarray(0, bytes.length - cut), 'utf-8')) return true;
  }
  return false;
}

/** The share of letters that must belong to the language. */
const CERTAIN = 0.85;
/**
 * In a language whose letters take two bytes, or are all beyond ASCII, such letters follow each
 * other.
 */
const IN_ROWS = 0.6;

const LETTERS: readonly (readonly [Encoding, RegExp])[] = [
  ['windows-1255', /[\u05d0-\u05ea]/],
  ['windows-1256', /[\u0621-\u064a]/],
  ['euc-kr', /[\uac00-\ud7a3]/],
  ['shift_jis', /[\u3040-\u30ff\u4e00-\u9fff\u3001\u3002\uff10-\uff5a]/],
  ['euc-jp', /[\u3040-\u30ff]/],
];

/** The most likely encoding of a chunk that is neither ASCII nor UTF-8, by its letters. */
export function narrowEncoding(sample: Uint8Array): Encoding {
  if (shareInRows(sample) >= IN_ROWS) {
    for (const [encoding, letters] of LETTERS) {
      if (shareOf(sample, encoding, letters) >= CERTAIN) return encoding;
    }
    // The common characters of each are in one part of its table.
    if (
      shareOfLeads(sample, 0xb0, 0xd7) >= CERTAIN &&
      shareOf(sample, 'gb18030', /\p{L}/u) >= CERTAIN
    ) {
      return 'gb18030';
    }
    if (shareOf(sample, 'big5', /[\u4e00-\u9fff]/) >= CERTAIN) return 'big5';
  }
  return isMacintosh(sample) ? 'macintosh' : 'windows-1252';
}

function isWhole(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function shareInRows(bytes: Uint8Array): number {
  let high = 0;
  let inRows = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80) continue;
    high += 1;
    if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) inRows += 1;
  }
  return high === 0 ? 0 : inRows / high;
}

function shareOf(sample: Uint8Array, encoding: Encoding, letters: RegExp): number {
  for (let cut = 0; cut <= 1; cut += 1) {
    const bytes = sample.subarray(0, sample.length - cut);
    if (!isWhole(bytes, encoding)) continue;
    const text = [...new TextDecoder(encoding).decode(bytes)];
    const beyond = text.filter((letter) => letter > '\u007f');
    return beyond.length === 0
      ? 0
      : beyond.filter((letter) => letters.test(letter)).length / beyond.length;
  }
  return 0;
}

function shareOfLeads(bytes: Uint8Array, first: number, last: number): number {
  let leads = 0;
  let within = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    leads += 1;
    if (byte >= first && byte <= last) within += 1;
    at += 1;
  }
  return leads === 0 ? 0 : within / leads;
}

/** Mac Roman has accented letters where Windows has symbols; symbols do not occur inside words. */
function isMacintosh(bytes: Uint8Array): boolean {
  const isLetter = (byte = 0) => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  const letters = /[äåçéñöüáàâãèêëíìîïóòôõúùûßøæœ]/i;
  const mac = new TextDecoder('macintosh');
  let macLetters = 0;
  let windowsLetters = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0x80 || (!isLetter(bytes[at - 1]) && !isLetter(bytes[at + 1]))) continue;
    if (byte < 0xa0 && letters.test(mac.decode(Uint8Array.of(byte)))) macLetters += 1;
    if (byte >= 0xc0) windowsLetters += 1;
  }
  return macLetters > windowsLetters;
}
