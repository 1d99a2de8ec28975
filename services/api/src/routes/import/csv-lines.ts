import { visible } from '@ringback/shared/domain/lead-fields/field-key.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { type Column, columnsOf, missingColumns } from './columns.ts';
import { type CsvRecord, createCsvReader } from './csv-reader.ts';
import type { Line } from './line.ts';

type Options = {
  mapping: Readonly<Record<string, string>>;
  /** A list of numbers may begin with a number instead of with names. */
  headerless: boolean;
  onHeader: (columns: Column[]) => void;
};

/** Exports may begin with a title or two; the header is searched in so many lines. */
const HEADER_WITHIN = 10;
const NUMBER = /^=?"?\+?\(?\d[\d\s().\u2010-\u2015/-]{5,24}"?$/;

/** Records of a CSV file, each cell under the role of its column. */
export function createCsvLines({ mapping, headerless, onHeader }: Options) {
  const reader = createCsvReader();
  let columns: Column[] | null = null;
  let skipped = 0;
  let firstNames: string[] = [];

  function lines(records: CsvRecord[]): Line[] {
    return records.flatMap((record): Line[] => {
      if (columns === null) return begin(record);
      if ('fault' in record) return [record];
      // Spreadsheets also write rows below the last used one.
      if (record.fields.every((cell) => cell.trim() === '')) return [];
      return [row(record.line, record.fields, columns)];
    });
  }

  function begin(record: CsvRecord): Line[] {
    const cells = 'fields' in record ? record.fields : [];
    const found = columnsOf(cells, mapping);
    if (found.some(({ role }) => role.kind === 'phone')) {
      open(found);
      return [];
    }
    if (headerless && cells.some((cell) => NUMBER.test(visible(cell)))) {
      open(cells.map((cell, at) => numbered(cell, at)));
      return columns ? [row(record.line, cells, columns)] : [];
    }
    if (skipped === 0) firstNames = cells;
    skipped += 1;
    if (skipped >= HEADER_WITHIN) throw noHeader(firstNames, mapping);
    return [];
  }

  function open(found: Column[]): void {
    const missing = missingColumns(found, mapping);
    if (missing.length > 0) {
      throw new AppError(
        'invalid_input',
        'The mapping names columns that the file does not have.',
        {
          faults: missing.map(([target]) => ({
            path: `query.mapping.${target}`,
            found: 'a column that is not there',
            expected: 'a name in the first line of the file',
          })),
        },
      );
    }
    columns = found;
    onHeader(found);
  }

  return {
    read: (text: string) => lines(reader.read(text)),
    end: () => {
      const rest = lines(reader.end());
      if (columns === null) throw noHeader(firstNames, mapping);
      return rest;
    },
  };
}

function row(line: number, cells: readonly string[], columns: readonly Column[]): Line {
  // Programs that end each row with separators do not mean further cells.
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    const expected = `${columns.length} cells, as the header has`;
    return { line, fault: { found: `${cells.length} cells`, expected } };
  }
  const fields = columns.flatMap(({ name, role }, at) => {
    const value = cells[at]?.trim() ?? '';
    return value === '' || role.kind === 'ignored' ? [] : [{ name, role, value }];
  });
  return { line, fields };
}

function numbered(cell: string, at: number): Column {
  const isNumber = NUMBER.test(visible(cell));
  const name = isNumber ? 'phone' : `column ${at + 1}`;
  return { header: name, name, role: isNumber ? { kind: 'phone', rank: at } : { kind: 'custom' } };
}

function noHeader(names: readonly string[], mapping: Options['mapping']): AppError {
  const seen = names
    .map((name) => name.trim())
    .filter(Boolean)
    .slice(0, 20)
    .join(', ')
    .slice(0, 300);
  const message =
    'One of the first lines must name the columns, and one column the phone number. Any column may be named by a mapping.';
  return new AppError('invalid_input', message, {
    faults: [
      {
        path: Object.hasOwn(mapping, 'phone') ? 'query.mapping.phone' : '(header)',
        found: seen === '' ? 'no column names' : `no phone number among: ${seen}`,
        expected: 'a column such as "Phone", or mapping={"phone":"<name of the column>"}',
      },
    ],
  });
}
