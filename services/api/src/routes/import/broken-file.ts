import { AppError } from '@ringback/shared/runtime/errors.ts';
import { HttpError } from '../../http/http-error.ts';
import { notText } from './file-encoding.ts';
import type { ImportReport } from './import-report.ts';

/** A file that is no text is told from its first bytes. */
export function refuseOtherKinds(head: Uint8Array): void {
  const found = notText(head);
  if (found === null) return;
  throw new AppError('invalid_input', 'The file is no text. Save it as CSV and send that.', {
    faults: [{ path: '(body)', found, expected: 'CSV, or one JSON object on each line' }],
  });
}

export function tooLarge(most: string, report: ImportReport): HttpError {
  return new HttpError(413, 'too_large', `A file has at most ${most}. ${soFar(report)}`);
}

/** That a sender goes away in the middle of a file is nothing that went wrong on our side. */
export async function* unbroken(
  chunks: AsyncIterable<Uint8Array>,
  report: ImportReport,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    throw new AppError('invalid_input', `The file broke off. ${soFar(report)}`, {
      cause,
      faults: [{ path: '(body)', found: 'a part of the file', expected: 'all of it' }],
    });
  }
}

/** Whoever mends the file sends it again as a whole: what is stored is not stored twice. */
export function soFar({ created, known }: ImportReport): string {
  return `${created + known} leads before that were stored; the whole file may be sent again.`;
}
