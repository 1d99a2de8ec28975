/** Bytes of small pictures as phones make them. */

const part = (marker: number, content: Buffer) =>
  Buffer.concat([
    Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]),
    content,
  ]);

const JFIF = part(0xe0, Buffer.from('4a46494600010100000100010000', 'hex'));
/** Where the picture was taken, and its rotation by a quarter. */
const EXIF = part(
  0xe1,
  Buffer.concat([
    Buffer.from('457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000', 'hex'),
    Buffer.from('00000000', 'hex'),
    Buffer.from('GPS 40.7128N 74.0060W'),
  ]),
);
const PROFILE = part(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1'));
const PREVIEWS = part(0xe2, Buffer.from('MPF\0previews', 'latin1'));
const COMMENT = part(0xfe, Buffer.from('shot by Ada'));

/** One grey pixel. */
const QUANTA = part(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 16)]));
const FRAME = part(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0]));
const TABLES = Buffer.concat([
  part(0xc4, Buffer.concat([Buffer.from('00', 'hex'), huffman([0x00])])),
  part(0xc4, Buffer.concat([Buffer.from('10', 'hex'), huffman([0x00])])),
]);
const SCAN = Buffer.concat([part(0xda, Buffer.from('010100003f00', 'hex')), Buffer.from([0x3f])]);
const END = Buffer.from([0xff, 0xd9]);

/** A table with one code of one bit. */
function huffman(values: number[]): Buffer {
  return Buffer.concat([Buffer.from([1]), Buffer.alloc(15), Buffer.from(values)]);
}

const START = Buffer.from([0xff, 0xd8]);

/** As a camera writes it: position, rotation, a comment, and a film behind the picture. */
export const CAMERA_JPEG = Buffer.concat([
  ...[START, JFIF, EXIF, PROFILE, PREVIEWS, COMMENT, QUANTA, FRAME, TABLES, SCAN, END],
  Buffer.from('a film with sound'),
]);

/** The same without anything that a camera adds. */
export const BARE_JPEG = Buffer.concat([START, JFIF, PROFILE, QUANTA, FRAME, TABLES, SCAN, END]);

export const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64');
