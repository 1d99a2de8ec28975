import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseLate } from './refuse-unreadable.ts';

const UPLOADS = ['/api/leads/import'];

/**
 * Refuses a request whose body is not complete after so many milliseconds, since a slow one could
 * take for ever.
 */
export function createCutOff(bodyMs: number) {
  return function cutOff(req: IncomingMessage, res: ServerResponse): void {
    let late: NodeJS.Timeout | undefined;
    const watch = () => {
      late = setTimeout(() => {
        if (!req.complete) refuseLate(req, res);
      }, bodyMs);
      late.unref();
    };
    req.once('close', () => clearTimeout(late));
    // Bytes after the answer no longer belong to a file.
    if (UPLOADS.includes(req.url?.split('?')[0] ?? '')) res.once('finish', watch);
    else watch();
  };
}
