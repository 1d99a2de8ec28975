import { describe, expect, it } from '@jest/globals';
import { ENCODINGS, type Encoding, notText, wideEncoding } from './file-encoding.ts';
import { createTextOfFile } from './text-of-file.ts';

/** Node encodes only some of them, and decodes all: bytes are found by decoding each. */
function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const table = tableOf(encoding);
  return Uint8Array.from([...text].flatMap((letter) => table.get(letter) ?? [0x3f]));
}
const tables = new Map<Encoding, Map<string, number[]>>();
function tableOf(encoding: Encoding): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding);
  const note = (bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter))
      table.set(letter, bytes);
  };
  for (let one = 0; one < 256; one += 1) note([one]);
  for (let one = 0x81; one < 0xff; one += 1)
    for (let two = 0x40; two < 0xff; two += 1) note([one, two]);
  tables.set(encoding, table);
  return table;
}

function read(bytes: Uint8Array, size = 7, told?: Encoding) {
  const text = createTextOfFile(told);
  let all = '';
  for (let at = 0; at < bytes.length; at += size) all += text.read(bytes.subarray(at, at + size));
  all += text.end();
  return { all, encoding: text.encoding() };
}

const withMark = (mark: number[], bytes: Uint8Array) => Uint8Array.from([...mark, ...bytes]);

describe('the text of a file', () => {
  const LATIN = 'Name;Phone\r\nJörg Groß;+493012345603\r\nZoë;+44\r\n';

  it.each([
    ['UTF-8', Buffer.from(LATIN), 'utf-8'],
    ['UTF-8 with a mark', withMark([0xef, 0xbb, 0xbf], Buffer.from(LATIN)), 'utf-8'],
    ['UTF-16LE with a mark', withMark([0xff, 0xfe], encode(LATIN, 'utf-16le')), 'utf-16le'],
    ['UTF-16BE with a mark', withMark([0xfe, 0xff], encode(LATIN, 'utf-16be')), 'utf-16be'],
    ['UTF-16LE without one', encode(LATIN, 'utf-16le'), 'utf-16le'],
    ['UTF-16BE without one', encode(LATIN, 'utf-16be'), 'utf-16be'],
    ['Windows-1252', encode(LATIN, 'windows-1252'), 'windows-1252'],
    ['MacRoman', encode(LATIN, 'macintosh'), 'macintosh'],
  ] as const)('is read from %s, whatever pieces it comes in', (_, bytes, encoding) => {
    for (const size of [1, 2, 3, 64, 1_000]) {
      expect(read(bytes, size)).toEqual({ all: LATIN, encoding });
    }
  });

  it.each([
    ['shift_jis', '氏名,電話番号\n山田 太郎,+819012345678\nさとう はなこ,+81\n'],
    ['euc-kr', '이름,전화번호\n김철수,+821012345678\n'],
    ['gb18030', '姓名,手机号码\n王小明,+85251234567\n李华,+86\n'],
    ['windows-1255', 'שם,טלפון\nנועה כהן,+972501234567\n'],
    ['windows-1256', 'الاسم,الهاتف\nمحمد علي,+971501234567\n'],
    ['windows-1252', 'Ñandú José Peña,+34\nSão João,+351\nÅsa Ångström,+46\n“Ann” – O’Neil,+1\n'],
  ] as const)('is read from %s', (encoding, text) => {
    expect(read(encode(text, encoding))).toEqual({ all: text, encoding });
  });

  it('is passed on while it is ASCII, before its encoding is known', () => {
    const text = createTextOfFile();
    expect(text.read(Buffer.from('phone\n+12025550101\n'))).toBe('phone\n+12025550101\n');
  });

  it('is not lost over one invalid byte', () => {
    const bytes = Buffer.concat([
      Buffer.from(`Jörg,${'é'.repeat(200)}\n`),
      Uint8Array.of(0xff),
      Buffer.from('Ann\n'),
    ]);
    expect(read(bytes).all).toBe(`Jörg,${'é'.repeat(200)}\n\ufffdAnn\n`);
  });

  it.each([1, 2, 100])('may end its lines as old Macs did, in chunks of %i', (size) => {
    expect(read(Buffer.from('phone\r1\r2\r'), size).all).toBe('phone\n1\n2\n');
    expect(read(Buffer.from('phone\r\n1\r\n'), size).all).toBe('phone\r\n1\r\n');
  });

  it('is read in the encoding that its sender declares', () => {
    const bytes = encode('é,ß', 'windows-1252');
    expect(read(bytes, 7, 'windows-1252').all).toBe('é,ß');
    expect(ENCODINGS).toContain('windows-1252');
  });
});

describe('a file that is not text', () => {
  it.each([
    [[0x50, 0x4b, 3, 4], /workbook/],
    [[0xd0, 0xcf, 0x11, 0xe0], /Excel/],
    [[0x25, 0x50, 0x44, 0x46], /PDF/],
    [[0x1f, 0x8b, 8, 0], /compressed/],
  ])('%j is recognized', (bytes, said) => {
    expect(notText(Uint8Array.from(bytes))).toMatch(said);
  });

  it('is not mistaken for text that begins alike', () => {
    expect(notText(Buffer.from('phone,name'))).toBeNull();
    expect(wideEncoding(Buffer.from('phone,name'))).toBeNull();
  });
});
