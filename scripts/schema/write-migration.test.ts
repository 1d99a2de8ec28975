import { describe, expect, it } from '@jest/globals';
import type { FunctionSource } from './read-sources.ts';
import { writeMigration } from './write-migration.ts';

function source(sql: string): FunctionSource {
  const [, name = ''] = /create function (\w+\.\w+)/.exec(sql) ?? [];
  return { name, floor: '1_kernel', file: `1_kernel/${name}.sql`, sql };
}

const ONE = `create function private.one(p_at timestamptz default now()) returns int
language sql as 'select 1';`;

const written = (sources: string[], earlier: string[], before?: string) =>
  writeMigration(
    sources.map(source),
    earlier.map((sql) => ({ sql })),
    before,
  );

describe('the next migration', () => {
  it('has no function where none has changed, whatever their comments say', () => {
    expect(written([`-- Another comment.\n${ONE}`], [`-- A comment.\n${ONE}`])).not.toContain(
      'one',
    );
  });

  it('replaces a function whose text has changed, and closes it', () => {
    const sql = written([ONE.replace('select 1', 'select 2')], [ONE]);
    expect(sql).toContain('create or replace function private.one');
    expect(sql).not.toContain('drop function');
    expect(sql.trimEnd().endsWith('select private.close_functions();')).toBe(true);
  });

  it('compares with the newest text that the migrations have', () => {
    const newer = ONE.replace('select 1', 'select 2');
    const earlier = [ONE, newer.replace('create function', 'create or replace function')];
    expect(written([newer], earlier)).not.toContain('one');
    expect(written([ONE], earlier)).toContain('select 1');
  });

  it.each([
    ['what it returns', ONE.replace('returns int', 'returns bigint')],
    ['how an argument is called', ONE.replace('p_at', 'p_now')],
  ])('drops a function before it makes it anew where it changes %s', (_what, changed) => {
    const sql = written([changed], [ONE]);
    expect(sql.indexOf('drop function private.one(timestamptz);')).toBeGreaterThan(-1);
    expect(sql.indexOf('create or replace')).toBeGreaterThan(sql.indexOf('drop function'));
  });

  it('drops one that is gone, and the old one where the arguments are others', () => {
    expect(written([], [ONE])).toContain('drop function private.one(timestamptz);');
    const other = ONE.replace('timestamptz default now()', `numeric(4, 2) default 1, p_b text[]`);
    const sql = written([other], [ONE]);
    expect(sql).toContain('drop function private.one(timestamptz);');
    expect(written([other], [ONE, sql])).not.toContain('one');
  });

  it('keeps what is written by hand when it is written again', () => {
    const byHand = 'alter table public.leads add column company text;';
    const first = written([ONE], []).replace(/^/, `${byHand}\n`);
    const again = written([ONE.replace('select 1', 'select 2')], [], first);
    expect(again).toContain(byHand);
    expect(again).toContain('select 2');
    expect(again.match(/create or replace/g)).toHaveLength(1);
  });
});
