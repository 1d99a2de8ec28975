/**
 * One record of a file. `line` is where it begins; an invalid record has the rule that it breaks.
 */
export type CsvRecord =
  | { line: number; fields: string[] }
  | { line: number; fault: { found: string; expected: string } };

type Limits = { fieldChars?: number; recordChars?: number; fieldsPerRecord?: number };

const COMMA = 44;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const DELIMITERS = [',', ';', '\t', '|'];
/** A first line longer than this is not a header. */
const HEAD_CHARS = 65_536;
/** A title has no separators; so many lines are searched for one that has. */
const HEAD_LINES = 10;
/** Spreadsheets write the separator on a line of its own. */
const SAID = /^"?sep=(.)"?\r?\n/i;

type State = 'start' | 'plain' | 'quoted' | 'closed' | 'closed_return' | 'skip';

const FAULTS = {
  quote: { found: 'a quote in the middle of a cell', expected: 'quotes around the whole cell' },
  closed: { found: 'text after a closing quote', expected: 'a separator or the end of the line' },
  open: { found: 'a quote that is never closed', expected: 'a closing quote' },
  field: { found: 'a cell that is too long', expected: 'less text' },
  record: { found: 'a row that is too long', expected: 'less text' },
  fields: { found: 'too many cells', expected: 'as many cells as the header has' },
};

/**
 * Reads RFC 4180, one chunk of text at a time. Strict: an ambiguous record is a fault, and reading
 * goes on with the next line. Lines may end in LF alone; commas may be semicolons or tabs, if the
 * first line says so. Holds one record in memory, never the file. It is our own because of the
 * faults: a parser that can only skip a bad record is still inside its quotes afterwards, and reads
 * the rest of the file as one cell.
 */
export function createCsvReader(limits: Limits = {}) {
  const { fieldChars = 32_768, recordChars = 262_144, fieldsPerRecord = 512 } = limits;
  let head: string | null = '';
  let delimiter = COMMA;
  let state: State = 'start';
  let field = '';
  let fields: string[] = [];
  let recordSize = 0;
  let line = 1;
  let recordLine = 1;

  /** The records that this chunk completes. */
  function read(chunk: string): CsvRecord[] {
    if (head === null) return consume(chunk);
    head += chunk;
    const whole = head.split('\n', HEAD_LINES + 1).slice(0, -1);
    const isKnown = whole.length >= HEAD_LINES || whole.some((one) => separatorsIn(one) > 0);
    if (!isKnown && head.length < HEAD_CHARS) return [];
    return consume(takeHead());
  }

  /** The last record, which may end without a line break. */
  function end(): CsvRecord[] {
    const records = head === null ? [] : consume(takeHead());
    if (state === 'quoted') records.push({ line: recordLine, fault: FAULTS.open });
    else if (state !== 'skip' && (state !== 'start' || fields.length > 0)) finish(records);
    reset();
    return records;
  }

  function takeHead(): string {
    const text = head ?? '';
    head = null;
    const said = SAID.exec(text);
    if (said) {
      line += 1;
      recordLine = line;
    }
    const lines = text.split('\n', HEAD_LINES);
    const first = lines.find((one) => separatorsIn(one) > 0) ?? '';
    delimiter = (said?.[1] ?? delimiterOf(first)).charCodeAt(0);
    return said ? text.slice(said[0].length) : text;
  }

  function consume(chunk: string): CsvRecord[] {
    const records: CsvRecord[] = [];
    // The start of the part of the current cell that is not in `field` yet.
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const char = chunk.charCodeAt(at);
      if (state === 'start') {
        if (char === QUOTE) {
          state = 'quoted';
          from = at + 1;
          continue;
        }
        from = at;
        state = 'plain';
      }
      switch (state) {
        case 'plain':
          if (char === delimiter || char === NEWLINE) {
            add(chunk.slice(from, at));
            if (char === NEWLINE) {
              if (field.endsWith('\r')) field = field.slice(0, -1);
              finish(records);
            } else cell();
          } else if (char === QUOTE) fail(records, FAULTS.quote);
          break;
        case 'quoted':
          if (char === QUOTE) {
            add(chunk.slice(from, at));
            state = 'closed';
          } else if (char === NEWLINE) line += 1;
          break;
        case 'closed':
          if (char === QUOTE) {
            // Two quotes are one; the second one is the first character of what follows.
            from = at;
            state = 'quoted';
          } else if (char === delimiter) cell();
          else if (char === NEWLINE) finish(records);
          else if (char === RETURN) state = 'closed_return';
          else fail(records, FAULTS.closed);
          break;
        case 'closed_return':
          if (char === NEWLINE) finish(records);
          else fail(records, FAULTS.closed);
          break;
        case 'skip':
          if (char === NEWLINE) {
            line += 1;
            reset();
          }
          break;
        default:
      }
      if (state !== 'skip') guard(records, at + 1 - from);
    }
    if (state === 'plain' || state === 'quoted') add(chunk.slice(from));
    return records;
  }

  function add(part: string): void {
    field += part;
    recordSize += part.length;
  }

  function cell(): void {
    fields.push(field);
    field = '';
    state = 'start';
  }

  function finish(records: CsvRecord[]): void {
    cell();
    // An empty line is not a record.
    if (fields.length > 1 || fields[0] !== '') records.push({ line: recordLine, fields });
    line += 1;
    reset();
  }

  function fail(records: CsvRecord[], fault: { found: string; expected: string }): void {
    records.push({ line: recordLine, fault });
    field = '';
    fields = [];
    state = 'skip';
  }

  /** Bounds the memory, whatever is left unclosed. */
  function guard(records: CsvRecord[], pending: number): void {
    const inside = state === 'plain' || state === 'quoted' ? Math.max(0, pending) : 0;
    if (field.length + inside > fieldChars) fail(records, FAULTS.field);
    else if (recordSize + inside > recordChars) fail(records, FAULTS.record);
    else if (fields.length > fieldsPerRecord) fail(records, FAULTS.fields);
  }

  function reset(): void {
    field = '';
    fields = [];
    recordSize = 0;
    state = 'start';
    recordLine = line;
  }

  return { read, end };
}

/** The separator that occurs most in a line, outside of quotes. */
function delimiterOf(text: string): string {
  const bare = unquoted(text);
  const counts = DELIMITERS.map((sign) => bare.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function separatorsIn(text: string): number {
  return text.startsWith('sep=') ? 1 : unquoted(text).replace(/[^,;\t|]/g, '').length;
}

function unquoted(text: string): string {
  return text.replaceAll(/"[^"]*"?/g, '');
}
