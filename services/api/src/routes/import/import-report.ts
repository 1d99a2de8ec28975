import type { IncomingLead } from '@ringback/shared/db/leads/lead-intake.ts';
import type { ReadFault, Warning } from '../../lead-reading/field.ts';
import type { ReadLead } from '../../lead-reading/read-lead.ts';

export type LineFault = ReadFault & { line: number };
export type LineWarning = Warning & { line: number };

/** A preview of a row. */
export type PreviewRow = {
  line: number;
  lead: IncomingLead | null;
  /** The name that texts greet the lead by; null: the fallback of the greeting. */
  greeting: string | null;
  do_not_contact: { scope: string; words: string }[];
  warnings: Warning[];
  refused: ReadFault | null;
};

export type ImportReport = {
  bytes: number;
  rows: number;
  created: number;
  known: number;
  enrolled: number;
  refused: number;
  weak_consents: number;
  results: Record<string, number>;
  do_not_contact: {
    /** Rows with an opt-out, and the numbers in them. */
    rows: number;
    numbers: number;
    /** Numbers that were not on the list before. */
    added: number;
    /** Rows whose answer on contact is unclear; they are refused. */
    unclear: number;
    lines: number[];
  };
  faults: LineFault[];
  faults_omitted: number;
  warnings: LineWarning[];
  warnings_omitted: number;
  encoding: string | null;
  columns: { name: string; read_as: string }[];
  ignored_columns: string[];
  preview: PreviewRow[];
};

/** How many are listed; the rest is counted. */
export type ReportLimits = { faults: number; preview: number };

/** The report of an import as it grows, however long the file. */
export function createReport({ faults: most, preview: shown }: ReportLimits) {
  const report: ImportReport = {
    bytes: 0,
    rows: 0,
    created: 0,
    known: 0,
    enrolled: 0,
    refused: 0,
    weak_consents: 0,
    results: {},
    do_not_contact: { rows: 0, numbers: 0, added: 0, unclear: 0, lines: [] },
    faults: [],
    faults_omitted: 0,
    warnings: [],
    warnings_omitted: 0,
    encoding: null,
    columns: [],
    ignored_columns: [],
    preview: [],
  };

  function refuse(fault: LineFault): void {
    report.refused += 1;
    if (report.faults.length < most) report.faults.push(fault);
    else report.faults_omitted += 1;
  }

  function warn(line: number, warnings: readonly Warning[]): void {
    for (const warning of warnings) {
      if (report.warnings.length < most) report.warnings.push({ line, ...warning });
      else report.warnings_omitted += 1;
    }
  }

  function doNotContact(line: number, numbers: number): void {
    const list = report.do_not_contact;
    list.rows += 1;
    list.numbers += numbers;
    if (list.lines.length < most) list.lines.push(line);
  }

  function preview(line: number, read: ReadLead, refused: ReadFault | null): void {
    if (report.preview.length >= shown) return;
    const ofOne = read.refusals.filter(({ phone }) => phone === read.refusals[0]?.phone);
    report.preview.push({
      line,
      lead: read.ok ? read.lead : null,
      greeting: read.ok ? read.greeting : null,
      do_not_contact: ofOne.map(({ scope, words }) => ({ scope, words })),
      warnings: read.warnings,
      refused,
    });
  }

  return { report, refuse, warn, doNotContact, preview };
}
