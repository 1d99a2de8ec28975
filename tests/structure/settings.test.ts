import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './source-files.ts';

const SETTING = /^ {2,8}([A-Z][A-Z0-9_]{3,}):/gm;

const configs = sourceFiles().filter((file) =>
  /^services\/[^/]+\/src\/config\.ts$|^packages\/shared\/src\/runtime\/settings\.ts$/.test(file),
);
const read = new Set(
  configs.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(SETTING)].map(([, name = '']) => name),
  ),
);
// Settings on one line with others.
for (const file of configs) {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /\b([A-Z][A-Z0-9]+_[A-Z0-9_]+): (?:wallClock|z\.|count|port)/g,
  )) {
    read.add(name);
  }
}

const example = readFileSync('.env.example', 'utf8');
const documented = new Set(
  [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name),
);
/** Read by the start command or by docker-compose.yml, not by a service. */
const elsewhere = new Set(
  ['scripts/up.ts', 'scripts/embedded/database-main.ts', 'docker-compose.yml'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/g)].map(
      ([, name = '']) => name,
    ),
  ),
);

describe('.env.example', () => {
  it('explains every setting that a service reads', () => {
    expect([...read].filter((name) => !documented.has(name)).sort()).toEqual([]);
  });

  it('mentions nothing that nobody reads', () => {
    const idle = [...documented].filter((name) => !read.has(name) && !elsewhere.has(name));
    expect(idle.sort()).toEqual([]);
  });

  it('holds no secret', () => {
    const filled = [...example.matchAll(/^([A-Z_]*(?:KEY|TOKEN|SECRET|PASSWORD)[A-Z_]*)=(.+)$/gm)];
    expect(filled.map(([line]) => line)).toEqual([]);
  });
});
