import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseLate } from './refuse-unreadable.ts';

const UPLOADS = ['/api/leads/import'];

/** Refuses a request whose body is not here after so many milliseconds: drop by drop it would take for ever. */
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
    // What comes after the answer is nobody's file any more.
    if (UPLOADS.includes(req.url?.split('?')[0] ?? '')) res.once('finish', watch);
    else watch();
  };
}
