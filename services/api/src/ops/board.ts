import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import { scrub } from '@ringback/shared/runtime/logger.ts';
import type { RequestHandler } from 'express';

type Deps = { queueOf: Producer['queueOf']; jobs: { name: string }[]; basePath: string };

/** Looking only: a click on "retry" could ring somebody's telephone a second time. */
export function createBoard({ queueOf, jobs, basePath }: Deps): RequestHandler {
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(basePath);
  const queues = jobs.map((job) => {
    const adapter = new BullMQAdapter(queueOf(job), { readOnlyMode: true, allowRetries: false });
    adapter.setFormatter('data', onlyIds);
    adapter.setFormatter('returnValue', onlyIds);
    adapter.setFormatter('progress', onlyIds);
    // The kind of work, whatever name somebody may have given to the job.
    adapter.setFormatter('name', () => job.name);
    return adapter;
  });
  createBullBoard({
    queues,
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Ringback queues',
        hideRedisDetails: true,
        showWorkers: false,
        environment: { label: 'read only', color: '#1f5fd0' },
      },
    },
  });
  return serverAdapter.getRouter() as RequestHandler;
}

/** What an id or a count looks like: nothing that could be a number to call, or a name. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORDS = new Set(['machine', 'operator', 'suppressed']);
const TASKS = /^(stale-calls|idle-conversations|lost-work|all)$/;

/** Everything that is not plainly an id, a small count or one of our own words is left out. */
export function onlyIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onlyIds);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [scrub(key), onlyIds(part)]),
    );
  }
  if (typeof value === 'string') {
    return ID.test(value) || WORDS.has(value) || TASKS.test(value) ? value : '[hidden]';
  }
  if (typeof value === 'number') return Math.abs(value) < 1_000_000 ? value : '[hidden]';
  return typeof value === 'boolean' ? value : null;
}
