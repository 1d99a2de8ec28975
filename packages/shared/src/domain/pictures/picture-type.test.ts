import { describe, expect, it } from '@jest/globals';
import { CAMERA_JPEG, GIF } from '../../testing/pictures.ts';
import { extensionOf, isShown, typeOfBytes } from './picture-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('the type of a file', () => {
  it.each([
    ['a photo', CAMERA_JPEG, 'image/jpeg', true],
    ['a PNG', bytes('\x89PNG\r\n\x1a\nIHDR'), 'image/png', true],
    ['a GIF', GIF, 'image/gif', true],
    ['a WebP', bytes('RIFF\x10\0\0\0WEBPVP8 '), 'image/webp', true],
    ['a photo of an iPhone', bytes('\0\0\0\x18ftypheic\0\0'), 'image/heic', false],
    ['a film', bytes('\0\0\0\x18ftypmp42\0\0'), 'application/octet-stream', false],
    ['a sound', bytes('RIFF\x10\0\0\0WAVEfmt '), 'application/octet-stream', false],
    ['a drawing that can run', bytes('<svg onload="x">'), 'application/octet-stream', false],
    ['a page', bytes('<!doctype html>'), 'application/octet-stream', false],
    ['nothing', bytes(''), 'application/octet-stream', false],
    ['the beginning of a PNG', bytes('\x89PNG'), 'application/octet-stream', false],
  ])('of %s is found by its bytes', (_what, file, type, shown) => {
    expect(typeOfBytes(file)).toBe(type);
    expect(isShown(typeOfBytes(file))).toBe(shown);
  });

  it('gives a download its extension; what is no picture is not named one', () => {
    expect(extensionOf('image/heic', 'image/heif')).toBe('heic');
    expect(extensionOf('application/octet-stream', 'Application/PDF; x=1')).toBe('pdf');
    expect(extensionOf('application/octet-stream', 'image/png')).toBe('bin');
    expect(extensionOf(null, '../../etc')).toBe('bin');
  });
});
