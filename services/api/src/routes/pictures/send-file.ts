import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { MediaRow } from '@ringback/shared/db/texts/media.ts';
import { extensionOf, isShown } from '@ringback/shared/domain/pictures/picture-type.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Request, Response } from 'express';

type Given = { blobs: Pick<Blobs, 'get'>; row: MediaRow; name: string };

/**
 * Sends a file that somebody outside has made. Only what is a picture by its bytes is shown; anything
 * else is downloaded, and nothing in it may run or be read as something else.
 */
export async function sendFile(req: Request, res: Response, given: Given): Promise<void> {
  const { blobs, row, name } = given;
  if (row.state !== 'kept') throw notKept(row);
  const isPicture = isShown(row.type);
  const etag = `"${row.sha256}"`;
  const extension = extensionOf(row.type, row.type_told);
  res.set({
    'content-type': isPicture && row.type ? row.type : 'application/octet-stream',
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${name}.${extension}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // The browser may keep it, and asks each time whether it may still show it.
    'cache-control': 'private, no-cache',
    etag,
  });
  if (req.get('if-none-match') === etag) {
    res.status(304).end();
    return;
  }
  const bytes = await blobs.get(row.id);
  if (!bytes) throw new AppError('not_found', 'The picture is no longer there.');
  res.status(200).set('content-length', String(bytes.length));
  res.end(req.method === 'HEAD' ? undefined : bytes);
}

function notKept({ state, fault }: MediaRow): AppError {
  if (state === 'pending') {
    return new AppError('not_found', 'The picture is still being fetched from the carrier.');
  }
  if (state === 'deleted') {
    return new AppError('not_found', 'The picture was deleted: its retention is over.');
  }
  return new AppError('not_found', `The picture was not kept: ${fault ?? 'unknown'}.`);
}
