import { type Encoding, isUtf8, narrowEncoding, wideEncoding } from './file-encoding.ts';

/** So many characters beyond ASCII are read before the encoding is decided. */
const SAMPLE_BYTES = 256;
/** A byte order mark, or the first two letters without one. */
const MARK_BYTES = 4;

/**
 * Decodes a file, one chunk at a time, whatever program wrote it. Plain ASCII is passed on at once;
 * the encoding matters only from the first character beyond. An invalid byte becomes a replacement
 * character in its cell and does not fail the file. Lines that end in CR, as on old Macs, get other
 * line ends.
 */
export function createTextOfFile(declared?: Encoding) {
  let decoder = declared ? new TextDecoder(declared) : null;
  let encoding: Encoding | null = declared ?? null;
  let waiting: Uint8Array = new Uint8Array();
  let isBegun = declared !== undefined;
  const lineEnds = createLineEnds();

  function read(chunk: Uint8Array): string {
    return lineEnds.read(decode(chunk, false));
  }

  function end(): string {
    return lineEnds.read(decode(new Uint8Array(), true)) + lineEnds.end();
  }

  function decode(chunk: Uint8Array, isLast: boolean): string {
    if (decoder) return decoder.decode(chunk, { stream: !isLast });
    const bytes = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    waiting = new Uint8Array();
    if (!isBegun) {
      const wide = wideEncoding(bytes);
      if (wide) return begin(wide.encoding, bytes, isLast);
      if (bytes.length < MARK_BYTES && !isLast) return hold(bytes);
      isBegun = true;
    }
    const beyond = bytes.findIndex((byte) => byte >= 0x80);
    if (beyond === -1) return ascii(bytes);
    const rest = bytes.subarray(beyond);
    if (rest.length < SAMPLE_BYTES && !isLast) return ascii(bytes.subarray(0, beyond)) + hold(rest);
    const sample = rest.subarray(0, 65_536);
    const found = isUtf8(sample) ? 'utf-8' : narrowEncoding(sample);
    return ascii(bytes.subarray(0, beyond)) + begin(found, rest, isLast);
  }

  function begin(found: Encoding, bytes: Uint8Array, isLast: boolean): string {
    encoding = found;
    decoder = new TextDecoder(found);
    isBegun = true;
    return decoder.decode(bytes, { stream: !isLast });
  }

  function hold(bytes: Uint8Array): string {
    waiting = bytes;
    return '';
  }

  return { read, end, encoding: (): Encoding => encoding ?? 'utf-8' };
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Old Macs end a line with CR alone. The first line end of a file shows its kind. */
function createLineEnds() {
  let isAlone: boolean | null = null;
  let held = '';

  return {
    read(text: string): string {
      if (isAlone === false) return text;
      const all = held + text;
      held = '';
      if (isAlone === true) return all.replaceAll('\r', '\n');
      const at = all.search(/[\r\n]/);
      if (at === -1) return all;
      if (all[at] === '\r' && at === all.length - 1) {
        held = '\r';
        return all.slice(0, -1);
      }
      isAlone = all[at] === '\r' && all[at + 1] !== '\n';
      return isAlone ? all.replaceAll('\r', '\n') : all;
    },
    end: () => (held === '' ? '' : '\n'),
  };
}
