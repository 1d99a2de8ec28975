import { describe, expect, it } from '@jest/globals';
import { BARE_JPEG, CAMERA_JPEG, GIF } from '../../testing/pictures.ts';
import { stripMetadata } from './strip-metadata.ts';

const textOf = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('latin1');

describe('a JPEG without its metadata', () => {
  const stripped = stripMetadata('image/jpeg', CAMERA_JPEG);

  it('says neither where nor by whom it was taken, and has nothing behind it', () => {
    expect(textOf(CAMERA_JPEG)).toMatch(/GPS[\s\S]*Ada[\s\S]*a film/);
    expect(textOf(stripped)).not.toMatch(/GPS|Ada|MPF|a film/);
  });

  it('keeps its colours, its rotation and every byte of the picture', () => {
    const rotation = Buffer.from('01120003000000010006', 'hex').toString('latin1');
    expect(textOf(stripped)).toContain(rotation);
    const at = textOf(stripped).indexOf('Exif') - 4;
    const rest = textOf(stripped).slice(0, at) + textOf(stripped).slice(at + 36);
    expect(rest).toBe(textOf(BARE_JPEG));
  });

  it('is the same when there is nothing to remove', () => {
    expect(textOf(stripMetadata('image/jpeg', BARE_JPEG))).toBe(textOf(BARE_JPEG));
    expect(textOf(stripMetadata('image/jpeg', stripped ?? new Uint8Array()))).toBe(
      textOf(stripped),
    );
  });

  it('is none where the file ends in the middle of a part, or is none', () => {
    for (let length = 0; length < BARE_JPEG.length - 20; length += 7) {
      expect(stripMetadata('image/jpeg', BARE_JPEG.subarray(0, length))).toBeNull();
    }
    expect(stripMetadata('image/jpeg', Buffer.from('\xff\xd8\xff<svg>', 'latin1'))).toBeNull();
  });
});

describe('a PNG without its metadata', () => {
  const chunk = (name: string, content: string) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(`${name}${content}CRC!`, 'latin1')]);
  };
  const head = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const bare = Buffer.concat([
    head,
    chunk('IHDR', 'x'.repeat(13)),
    chunk('IDAT', 'picture'),
    chunk('IEND', ''),
  ]);

  it('has its picture alone', () => {
    const full = Buffer.concat([
      head,
      chunk('IHDR', 'x'.repeat(13)),
      chunk('eXIf', 'GPS'),
      chunk('tEXt', 'Author Ada'),
      chunk('IDAT', 'picture'),
      chunk('IEND', ''),
      Buffer.from('a film'),
    ]);
    expect(textOf(stripMetadata('image/png', full))).toBe(textOf(bare));
  });

  it('is none where a part claims more than there is', () => {
    expect(stripMetadata('image/png', bare.subarray(0, bare.length - 3))).toBeNull();
    const liar = Buffer.from(bare);
    liar.writeUInt32BE(0xffffffff, 8);
    expect(stripMetadata('image/png', liar)).toBeNull();
  });
});

it('a GIF stays as it is, and no other type is passed on', () => {
  expect(stripMetadata('image/gif', GIF)).toBe(GIF);
  expect(stripMetadata('image/webp', GIF)).toBeNull();
});
