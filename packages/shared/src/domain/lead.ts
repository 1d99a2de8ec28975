import { z } from 'zod';
import { LEAD_STATUSES } from './lead-status.ts';
import { OUTCOMES } from './outcome.ts';

/** What one column of `leads` is to everybody who reads or writes it. */
type Column = {
  /** What stands in a row. */
  row: z.ZodType;
  /** Of what is text: the most characters that are taken. Left out: `LONGEST`. */
  longest?: number;
  /** The API takes it when a lead is made or changed. */
  isSaid?: true;
  /**
   * A form or a file tells it, and fills it in where it was not known. What the documentation of
   * forms says of it; other names that it goes by stand in lead-fields/field-names.ts.
   */
  told?: { description: string; example?: string };
  /** A search looks in it, under this word in the documentation. It needs an index by parts. */
  searchedAs?: string;
  /** It says where the lead is, and with that when it may be called. */
  isPlace?: true;
  /** A text may name it; how long it is for all but one lead in twenty. */
  inTexts?: { p95Length: number };
};

const LONGEST = 200;
const text = z.string().nullable();
const moment = z.string();

/**
 * Every column of a lead, in the order in which rows are shown. Rows, what the API takes, forms and
 * files, the search and the variables of texts are made from it, and `npm run migration` writes what
 * SQL has to know of it into private.lead_fields.
 */
export const LEAD = {
  id: { row: z.number().int() },
  name: {
    row: text,
    isSaid: true,
    told: { description: 'The whole name.', example: 'Ada Lovelace' },
    searchedAs: 'name',
    inTexts: { p95Length: 22 },
  },
  phone: { row: z.string(), searchedAs: 'number' },
  /** Of one of several people behind a main line; null is the line itself. */
  phone_extension: { row: text },
  email: {
    row: text,
    longest: 254,
    isSaid: true,
    told: { description: 'Kept; nothing is sent there.', example: 'ada@example.com' },
    searchedAs: 'email',
    inTexts: { p95Length: 34 },
  },
  external_id: {
    row: text,
    isSaid: true,
    told: { description: 'Yours: the lead’s id in your own system.' },
  },
  source: { row: z.string(), longest: 100 },
  timezone: {
    row: text,
    isSaid: true,
    told: {
      description: 'An IANA time zone: it decides when the lead may be called.',
      example: 'America/New_York',
    },
    isPlace: true,
  },
  region: {
    row: text,
    isSaid: true,
    told: { description: 'A state or province, as a code or a name.', example: 'US-NY' },
    isPlace: true,
    inTexts: { p95Length: 8 },
  },
  /** Over the API that of the number. */
  country: {
    row: text,
    longest: 100,
    told: { description: 'A code or a name. How a number without a + is read depends on it.' },
  },
  postal_code: {
    row: text,
    longest: 20,
    isSaid: true,
    told: { description: 'Says where the lead is, if nothing else does.', example: '10001' },
    isPlace: true,
  },
  lead_status: { row: z.enum(LEAD_STATUSES) },
  outcome: { row: z.enum(OUTCOMES).nullable() },
  outcome_at: { row: moment.nullable() },
  call_sid: { row: text },
  last_contacted_at: { row: moment.nullable() },
  notes: { row: text, longest: 10_000, isSaid: true },
  /** Whatever else was told, under the sender's own names. */
  custom: { row: z.record(z.string(), z.unknown()) },
  created_at: { row: moment },
  updated_at: { row: moment },
} as const satisfies Record<string, Column>;

type Columns = typeof LEAD;
type Name = keyof Columns;
type NameWith<P extends keyof Column> = {
  [N in Name]: Columns[N] extends Required<Pick<Column, P>> ? N : never;
}[Name];

export type SaidColumn = NameWith<'isSaid'>;
export type ToldColumn = NameWith<'told'>;
export type TextColumn = NameWith<'inTexts'>;

const columns = Object.entries<Column>(LEAD);

// Keys of an object are texts to the compiler, whatever their table.
const namesWith = <P extends keyof Column>(property: P) =>
  columns.flatMap(([name, column]) => (property in column ? [name] : [])) as NameWith<P>[];

export const SAID_COLUMNS = namesWith('isSaid');
export const TOLD_COLUMNS = namesWith('told');
export const SEARCHED_COLUMNS = namesWith('searchedAs');
export const PLACE_COLUMNS = namesWith('isPlace');
export const TEXT_COLUMNS = namesWith('inTexts');

export function longestOf(name: Name): number {
  const { longest = LONGEST }: Column = LEAD[name];
  return longest;
}

// As above: each name has the shape that stands beside it in the table.
const shape = Object.fromEntries(columns.map(([name, { row }]) => [name, row])) as {
  [N in Name]: Columns[N]['row'];
};

/** A row as the outside sees it. */
export const LeadRow = z.object(shape);
export type LeadRow = z.infer<typeof LeadRow>;
