import { createBullBoard } from '@bull-board/api';
import { ExpressAdapter } from '@bull-board/express';
import { CLEANUP_TASKS, HANG_UP_REASONS } from '@ringback/shared/jobs/catalog.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { besideProgram } from '@ringback/shared/runtime/beside-program.ts';
import { scrub } from '@ringback/shared/runtime/logger.ts';
import type { RequestHandler } from 'express';
import { QueueWithHistory } from './queue-with-history.ts';

type Deps = Pick<Producer, 'queueOf' | 'history'> & {
  jobs: readonly { name: string }[];
  basePath: string;
};

/**
 * The queues and the finished jobs. A job may be retried or promoted: it only names a row to work
 * on, so work that was done in the meantime is not done again.
 */
export function createBoard({ queueOf, history, jobs, basePath }: Deps): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  const queues = jobs.map((job) => {
    const adapter = new QueueWithHistory(queueOf(job), history);
    adapter.setFormatter('data', onlyIds);
    adapter.setFormatter('returnValue', onlyIds);
    adapter.setFormatter('progress', onlyIds);
    // The kind of work, whatever name the job was given.
    adapter.setFormatter('name', () => job.name);
    return adapter;
  });
  const uiBasePath = besideProgram(import.meta.url, 'bull-board');
  createBullBoard({
    queues,
    serverAdapter,
    options: {
      ...(uiBasePath && { uiBasePath }),
      uiConfig: {
        boardTitle: 'Ringback queues',
        hideRedisDetails: true,
        showWorkers: false,
        environment: { label: 'retry and promote', color: '#1f5fd0' },
      },
    },
  });
  const board = serverAdapter.getRouter() as RequestHandler;
  return function showBoard(req, res, next) {
    const send = res.send.bind(res);
    res.send = (body) => send(typeof body === 'string' ? withoutOutside(body) : body);
    board(req, res, next);
  };
}

/**
 * The page loads its fonts from another host, which would reveal to it who opens the board, and
 * when.
 */
const withoutOutside = (page: string) => page.replace(/<link[^>]+href="https?:[^>]*>\s*/g, '');

/** The shape of an id or a count, which cannot be a phone number or a name. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORDS: ReadonlySet<string> = new Set([...HANG_UP_REASONS, ...CLEANUP_TASKS]);

/** Leaves out every value that is not clearly an id, a small count or one of our own words. */
export function onlyIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onlyIds);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [scrub(key), onlyIds(part)]),
    );
  }
  if (typeof value === 'string') {
    return ID.test(value) || WORDS.has(value) ? value : '[hidden]';
  }
  if (typeof value === 'number') return Math.abs(value) < 1_000_000 ? value : '[hidden]';
  return typeof value === 'boolean' ? value : null;
}
