import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Request } from 'express';

/** The bytes of a body; one that is larger is refused without being read to its end. */
export async function readBody(req: Request, mostBytes: number): Promise<Uint8Array> {
  if (Number(req.headers['content-length']) > mostBytes) throw tooLarge(mostBytes);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // The answer still has to go out through the connection.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge(mostBytes);
      chunks.push(chunk);
    }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('invalid_input', 'The picture did not arrive whole.', { cause: thrown });
  }
  return Buffer.concat(chunks);
}

function tooLarge(mostBytes: number): AppError {
  return new AppError('too_large', 'The picture is too large to be sent.', {
    faults: [{ path: '(body)', found: 'more bytes', expected: `at most ${mostBytes} bytes` }],
  });
}
