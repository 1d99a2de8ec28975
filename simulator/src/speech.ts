/**
 * Speech that carries its words. Every character becomes one unit of µ-law bytes:
 *
 *   0x5A 0xA5 | utterance (2) | index (2) | flags and code point (3) | checksum | filler
 *
 * The filler follows from the checksum, so a unit that was cut, mixed or misplaced cannot be read as
 * a good one. The filler's values never equal the two magic bytes nor silence.
 */
export const FRAME_BYTES = 160;
export const SILENT_BYTE = 0xff;
/** Stands in a heard text for each character whose audio did not arrive whole. */
export const LOST = '□';

const SILENCE = Buffer.alloc(FRAME_BYTES, SILENT_BYTE);
const BYTES_PER_MS = 8;
const HEADER_BYTES = 10;
const ENDS_WORD = 0x80;
const ENDS_UTTERANCE = 0x40;

export function unitBytesOf(charMs: number): number {
  return charMs * BYTES_PER_MS;
}

/** One utterance as µ-law bytes, `unitBytes` for each code point of the text. */
export function encodeSpeech(text: string, utterance: number, unitBytes: number): Buffer {
  const characters = [...text];
  const speech = Buffer.allocUnsafe(characters.length * unitBytes);
  characters.forEach((character, index) => {
    const last = index === characters.length - 1;
    const endsWord = last || /\s/.test(characters[index + 1] ?? ' ');
    const flags = (endsWord ? ENDS_WORD : 0) | (last ? ENDS_UTTERANCE : 0);
    const at = index * unitBytes;
    speech[at] = 0x5a;
    speech[at + 1] = 0xa5;
    speech.writeUInt16BE(utterance & 0xffff, at + 2);
    speech.writeUInt16BE(index & 0xffff, at + 4);
    const codePoint = character.codePointAt(0) ?? 0x20;
    speech[at + 6] = flags | (codePoint >> 16);
    speech.writeUInt16BE(codePoint & 0xffff, at + 7);
    const sum = checksum(speech, at);
    speech[at + 9] = sum;
    for (let byte = HEADER_BYTES; byte < unitBytes; byte += 1) {
      speech[at + byte] = filler(sum, byte);
    }
  });
  return speech;
}

/** What a listener receives, in the order in which it was heard. */
export type Ear = {
  /** `character` is LOST for audio that did not arrive whole. */
  character(heard: HeardCharacter): void;
  silence(bytes: number): void;
};

export type HeardCharacter = {
  character: string;
  utterance: number;
  index: number;
  endsWord: boolean;
  endsUtterance: boolean;
};

export type Damage = {
  /** Units that never came though later ones of the same utterance did. */
  lost: number;
  /** Bytes that are neither a whole unit nor silence. */
  noise: number;
  /** Units that came again or backwards. */
  repeated: number;
};

export type Listener = {
  hear(chunk: Buffer): void;
  /** Drops a unit of which only the beginning has come: its rest never will. */
  forget(): void;
  damage: Damage;
};

/** Understands speech in chunks of any size. */
export function createListener(unitBytes: number, ear: Ear): Listener {
  const damage: Damage = { lost: 0, noise: 0, repeated: 0 };
  let carried: Buffer | null = null;
  let utterance = -1;
  let next = 0;

  const lose = (count: number, upTo: number) => {
    damage.lost += count;
    for (let missing = count; missing > 0; missing -= 1) {
      ear.character({
        character: LOST,
        utterance,
        index: upTo - missing,
        endsWord: false,
        endsUtterance: false,
      });
    }
  };

  const unit = (bytes: Buffer, at: number) => {
    const flags = bytes[at + 6] ?? 0;
    const said = bytes.readUInt16BE(at + 2);
    const index = bytes.readUInt16BE(at + 4);
    if (said !== utterance) {
      utterance = said;
      next = 0;
    }
    if (index < next) {
      damage.repeated += 1;
      return;
    }
    if (index > next) lose(index - next, index);
    next = index + 1;
    const codePoint = ((flags & 0x1f) << 16) | bytes.readUInt16BE(at + 7);
    ear.character({
      character: String.fromCodePoint(codePoint),
      utterance,
      index,
      endsWord: (flags & ENDS_WORD) !== 0,
      endsUtterance: (flags & ENDS_UTTERANCE) !== 0,
    });
  };

  return {
    damage,
    forget() {
      carried = null;
    },
    hear(chunk) {
      // Most of a call is silence; comparing whole frames is many times faster than reading bytes.
      if (carried === null && chunk.equals(SILENCE)) {
        ear.silence(FRAME_BYTES);
        return;
      }
      const bytes: Buffer = carried === null ? chunk : Buffer.concat([carried, chunk]);
      carried = null;
      let at = 0;
      while (at < bytes.length) {
        const byte = bytes[at];
        if (byte === SILENT_BYTE) {
          let end = at + 1;
          while (end < bytes.length && bytes[end] === SILENT_BYTE) end += 1;
          ear.silence(end - at);
          at = end;
        } else if (byte === 0x5a && bytes.length - at < unitBytes && mayBegin(bytes, at)) {
          carried = Buffer.from(bytes.subarray(at));
          return;
        } else if (byte === 0x5a && isUnit(bytes, at, unitBytes)) {
          unit(bytes, at);
          at += unitBytes;
        } else {
          damage.noise += 1;
          at += 1;
        }
      }
    },
  };
}

/** The heard part of an utterance that was cut off: whole words only. */
export function wholeWords(text: string, cutInsideWord: boolean): string {
  return (cutInsideWord ? text.replace(/\S+$/, '') : text).trim();
}

function checksum(bytes: Buffer, at: number): number {
  let sum = 7;
  for (let byte = 2; byte < 9; byte += 1) sum = (sum * 31 + (bytes[at + byte] ?? 0)) & 0xff;
  return sum;
}

function filler(sum: number, byte: number): number {
  return 0x10 + ((sum + byte * 29) & 0x3f);
}

/** Whether a chunk's last bytes can be the first part of a unit whose rest is still to come. */
function mayBegin(bytes: Buffer, at: number): boolean {
  const rest = bytes.length - at;
  if (rest > 1 && bytes[at + 1] !== 0xa5) return false;
  if (rest < HEADER_BYTES) return true;
  const sum = checksum(bytes, at);
  if (bytes[at + 9] !== sum) return false;
  for (let byte = HEADER_BYTES; byte < rest; byte += 1) {
    if (bytes[at + byte] !== filler(sum, byte)) return false;
  }
  return true;
}

function isUnit(bytes: Buffer, at: number, unitBytes: number): boolean {
  const sum = checksum(bytes, at);
  if (bytes[at + 1] !== 0xa5 || bytes[at + 9] !== sum) return false;
  for (let byte = HEADER_BYTES; byte < unitBytes; byte += 1) {
    if (bytes[at + byte] !== filler(sum, byte)) return false;
  }
  return true;
}
