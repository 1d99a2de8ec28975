import { z } from 'zod';
import { LEAD_STATUSES } from './lead-status.ts';
import { OUTCOMES } from './outcome.ts';

/** One column of the table `leads`, and who may write and read it. */
type Column = {
  /** Its value in a row. */
  row: z.ZodType;
  /** The most characters that are accepted in a text. Left out: `LONGEST`. */
  longest?: number;
  /** The API accepts it when a lead is created or changed. */
  isWritable?: true;
  /**
   * A form or an import file may have it, and fills it in where the lead has none. The text is for the
   * documentation of forms; the names that it has in other languages are in lead-fields/field-names.ts.
   */
  form?: { description: string; example?: string };
  /** The search reads it; the word is for the documentation. It needs a trigram index. */
  searchedAs?: string;
  /** It shows where the lead is, and so when the lead may be called. */
  isPlace?: true;
  /** A template may name it as a variable; 95 of 100 leads have no longer value. */
  inTexts?: { p95Length: number };
};

const LONGEST = 200;
const text = z.string().nullable();
const moment = z.string();

/**
 * Every column of a lead, in the order in which the API shows them. Rows, API schemas, forms, imports,
 * the live log, the search and the variables of texts are derived from this table; `npm run migration`
 * writes the part that SQL needs into private.lead_columns.
 */
export const LEAD = {
  id: { row: z.number().int() },
  name: {
    row: text,
    isWritable: true,
    form: { description: 'The whole name.', example: 'Ada Lovelace' },
    searchedAs: 'name',
    inTexts: { p95Length: 22 },
  },
  phone: { row: z.string(), searchedAs: 'number' },
  /** Of one of several people who share a main number; null: the number itself. */
  phone_extension: { row: text },
  email: {
    row: text,
    longest: 254,
    isWritable: true,
    form: { description: 'Kept; nothing is sent there.', example: 'ada@example.com' },
    searchedAs: 'email',
    inTexts: { p95Length: 34 },
  },
  external_id: {
    row: text,
    isWritable: true,
    form: { description: 'Yours: the lead’s id in your own system.' },
  },
  source: { row: z.string(), longest: 100 },
  timezone: {
    row: text,
    isWritable: true,
    form: {
      description: 'An IANA time zone: it decides when the lead may be called.',
      example: 'America/New_York',
    },
    isPlace: true,
  },
  region: {
    row: text,
    isWritable: true,
    form: { description: 'A state or province, as a code or a name.', example: 'US-NY' },
    isPlace: true,
    inTexts: { p95Length: 8 },
  },
  /** The API takes it from the phone number. */
  country: {
    row: text,
    longest: 100,
    form: { description: 'A code or a name. How a number without a + is read depends on it.' },
  },
  postal_code: {
    row: text,
    longest: 20,
    isWritable: true,
    form: { description: 'Says where the lead is, if nothing else does.', example: '10001' },
    isPlace: true,
  },
  lead_status: { row: z.enum(LEAD_STATUSES) },
  outcome: { row: z.enum(OUTCOMES).nullable() },
  outcome_at: { row: moment.nullable() },
  call_sid: { row: text },
  last_contacted_at: { row: moment.nullable() },
  notes: { row: text, longest: 10_000, isWritable: true },
  /** All other fields that were received, under their own names. */
  custom: { row: z.record(z.string(), z.unknown()) },
  /** The id of the person whose lead it is. */
  assigned_to: { row: text },
  created_at: { row: moment },
  updated_at: { row: moment },
} as const satisfies Record<string, Column>;

type Columns = typeof LEAD;
type Name = keyof Columns;
type NameWith<P extends keyof Column> = {
  [N in Name]: Columns[N] extends Required<Pick<Column, P>> ? N : never;
}[Name];

export type WritableColumn = NameWith<'isWritable'>;
export type FormColumn = NameWith<'form'>;
export type TextColumn = NameWith<'inTexts'>;

const columns = Object.entries<Column>(LEAD);

// `Object.entries` loses the literal types of the names.
const namesWith = <P extends keyof Column>(property: P) =>
  columns.flatMap(([name, column]) => (property in column ? [name] : [])) as NameWith<P>[];

export const WRITABLE_COLUMNS = namesWith('isWritable');
export const FORM_COLUMNS = namesWith('form');
export const SEARCHED_COLUMNS = namesWith('searchedAs');
export const PLACE_COLUMNS = namesWith('isPlace');
export const TEXT_COLUMNS = namesWith('inTexts');

export function longestOf(name: Name): number {
  const { longest = LONGEST }: Column = LEAD[name];
  return longest;
}

// As above: each name keeps the schema that the table has for it.
const shape = Object.fromEntries(columns.map(([name, { row }]) => [name, row])) as {
  [N in Name]: Columns[N]['row'];
};

/** A row as the API shows it. */
export const LeadRow = z.object(shape);
export type LeadRow = z.infer<typeof LeadRow>;
