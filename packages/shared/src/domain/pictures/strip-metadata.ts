/**
 * A picture without what a camera writes beside it: position, owner, serial numbers. The picture
 * itself is copied byte for byte; of a JPEG the rotation stays, or it would be shown lying on its
 * side. Null: its structure cannot be read, so it cannot be said what else it holds.
 */
export function stripMetadata(type: string, bytes: Uint8Array): Uint8Array | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    // No camera writes one, and the format has no place for a position.
    case 'image/gif':
      return bytes;
    default:
      return null;
  }
}

const START_OF_SCAN = 0xda;
const EXIF = 0xe1;
const COMMENT = 0xfe;
const PROFILE = 0xe2;
/** JFIF and Adobe's colours change how the picture looks, as a colour profile does. */
const KEPT_APPS = [0xe0, 0xee];

function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const parts = [bytes.subarray(0, 2)];
  let rotation = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    // Bytes that only fill the space between two parts.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + wordAt(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return null;
    if (marker === START_OF_SCAN) {
      const rest = bytes.subarray(at, endOfPicture(bytes, end));
      if (rotation !== 1) parts.splice(1, 0, rotationPart(rotation));
      return joined([...parts, rest]);
    }
    if (marker === EXIF) rotation = rotationIn(bytes.subarray(at + 4, end)) ?? rotation;
    if (isKept(marker, bytes.subarray(at + 4, end))) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

function isKept(marker: number, content: Uint8Array): boolean {
  if (marker === PROFILE) return textIn(content, 0, 11) === 'ICC_PROFILE';
  const isApp = marker >= 0xe0 && marker <= 0xef;
  return marker !== COMMENT && (!isApp || KEPT_APPS.includes(marker));
}

/** What phones append behind the picture, such as a film or a second picture, is not part of it. */
function endOfPicture(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    // Parts between two scans may hold the same bytes.
    const hasLength = marker >= 0xc0 && marker < 0xff && !(marker >= 0xd0 && marker <= 0xd8);
    if (hasLength) at += 1 + wordAt(bytes, at + 2);
  }
  return bytes.length;
}

const ORIENTATION = 0x0112;

/** 2 to 8: how the picture is turned or mirrored. */
function rotationIn(exif: Uint8Array): number | null {
  if (textIn(exif, 0, 4) !== 'Exif') return null;
  const tiff = exif.subarray(6);
  if (tiff.length < 14) return null;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const isLittle = tiff[0] === 0x49;
  const list = view.getUint32(4, isLittle);
  if (list + 2 > tiff.length) return null;
  const count = Math.min(view.getUint16(list, isLittle), 200);
  for (let entry = list + 2; entry < list + 2 + count * 12; entry += 12) {
    if (entry + 12 > tiff.length) return null;
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const rotation = view.getUint16(entry + 8, isLittle);
    return rotation >= 2 && rotation <= 8 ? rotation : null;
  }
  return null;
}

/** An Exif part with nothing but the rotation. */
function rotationPart(rotation: number): Uint8Array {
  return Uint8Array.from([
    ...[0xff, EXIF, 0x00, 0x22, 0x45, 0x78, 0x69, 0x66, 0x00, 0x00],
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01],
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, rotation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ]);
}

const DROPPED_CHUNKS = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

function stripPng(bytes: Uint8Array): Uint8Array | null {
  const parts = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = textIn(bytes, at + 4, at + 8);
    if (!DROPPED_CHUNKS.includes(name)) parts.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(parts);
    at = end;
  }
  return null;
}

function textIn(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
