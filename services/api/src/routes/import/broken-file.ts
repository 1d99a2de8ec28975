import { AppError } from '@ringback/shared/runtime/errors.ts';
import { HttpError } from '../../http/http-error.ts';
import { notText } from './file-encoding.ts';
import type { ImportReport } from './import-report.ts';

/** Recognizes a file that is not text by its first bytes. */
export function refuseOtherKinds(head: Uint8Array): void {
  const found = notText(head);
  if (found === null) return;
  throw new AppError('invalid_input', 'The file is not text. Save it as CSV and send that.', {
    faults: [{ path: '(body)', found, expected: 'CSV, or one JSON object on each line' }],
  });
}

export function tooLarge(most: string, report: ImportReport): HttpError {
  return new HttpError(413, 'too_large', `A file may have at most ${most}. ${soFar(report)}`);
}

/** A client that disconnects in the middle of a file is not an error of ours. */
export async function* unbroken(
  chunks: AsyncIterable<Uint8Array>,
  report: ImportReport,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    throw new AppError('invalid_input', `The file is incomplete. ${soFar(report)}`, {
      cause,
      faults: [{ path: '(body)', found: 'a part of the file', expected: 'all of it' }],
    });
  }
}

/** A corrected file can be sent again as a whole: stored rows are not stored twice. */
export function soFar({ created, known }: ImportReport): string {
  return `${created + known} leads before that were stored; the whole file may be sent again.`;
}
