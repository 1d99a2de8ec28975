import { CATALOG, type CatalogJob } from './catalog.ts';
import type { About } from './define-job.ts';

/** The kind of job that has such an id, and what it is about; null if none has. */
export function findJob(id: string): { job: CatalogJob; about: About } | null {
  for (const job of CATALOG) {
    const about = job.about(id);
    if (about) return { job, about };
  }
  return null;
}
