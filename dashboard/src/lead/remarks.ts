const BY_THE_SYSTEM = /^Outbound call \S+ initiated$/;

const linesOf = (notes: string | null, isOurs: boolean): string =>
  (notes ?? '')
    .split('\n')
    .filter((line) => BY_THE_SYSTEM.test(line.trim()) === isOurs)
    .join('\n')
    .trim();

/** What people wrote about a lead. The system's line about the last call is for programs: it holds an id. */
export const writtenRemarks = (notes: string | null): string => linesOf(notes, false);

/** Remarks as they are stored: the system's line stays below what people write. */
export const storedRemarks = (written: string, before: string | null): string =>
  [written.trim(), linesOf(before, true)].filter(Boolean).join('\n');
