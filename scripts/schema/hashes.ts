import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Hashes = Record<string, string>;

const FILE = 'hashes.json';

/** What `npm run migration` has kept: each file's hash as it was when it was written. */
export function readHashes(historyDir: string): Hashes {
  const file = join(historyDir, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Hashes) : {};
}

export function keepHashes(historyDir: string, hashes: Hashes): void {
  writeFileSync(join(historyDir, FILE), `${JSON.stringify(hashes, null, 2)}\n`);
}

/** The hash of each migration as it is now. */
export function hashMigrations(migrationsDir: string): Hashes {
  const files = readdirSync(migrationsDir).sort();
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(migrationsDir, file)))
        .digest('hex'),
    ]),
  );
}
