import { describe, expect, it } from '@jest/globals';
import { copyIn } from './copies.ts';
import type { FunctionSource } from './read-sources.ts';
import { writeLeadColumns } from './write-lead-columns.ts';
import { writeMigration } from './write-migration.ts';
import { writeMoves } from './write-moves.ts';

function source(sql: string): FunctionSource {
  const [, name = ''] = /create function (\w+\.\w+)/.exec(sql) ?? [];
  return { name, floor: '1_kernel', file: `1_kernel/${name}.sql`, sql };
}

const MOVES = writeMoves({ call: { waiting: ['over'], over: [] } });

const ONE = `create function private.one(p_at timestamptz default now()) returns int
language sql as 'select 1';`;

const written = (sources: string[], earlier: string[], before?: string) =>
  writeMigration(
    { functions: sources.map(source), copies: [MOVES] },
    [MOVES, ...earlier].map((sql) => ({ sql })),
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
    expect(sql).toContain('select private.close_functions();');
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

  it('says of the domain anew what has changed', () => {
    const moves = writeMoves({ call: { waiting: ['over', 'taken back'] } });
    const copies = [writeLeadColumns(), moves];
    const known = { sql: `${MOVES}\n${writeLeadColumns()}` };
    const sql = writeMigration({ functions: [], copies }, [known]);
    expect(sql).toContain(`('call', 'waiting', 'taken back')`);
    expect(sql).not.toContain('lead_columns');
    expect(copyIn([known, { sql }, { sql: 'select 1;' }], moves)).toBe(moves);
    expect(writeMigration({ functions: [], copies }, [known, { sql }])).not.toContain('taken back');
  });

  it('keeps what is written by hand when it is written again', () => {
    const table = 'alter table public.leads add column company text;';
    const trigger = 'create trigger leads_told after insert on public.leads;';
    const first = `${table}\n${written([ONE], [])}\n${trigger}`;
    const again = written([ONE.replace('select 1', 'select 2')], [], first);
    expect(again.indexOf('select 2')).toBeGreaterThan(again.indexOf(table));
    expect(again.indexOf(trigger)).toBeGreaterThan(again.indexOf('select 2'));
    expect(again.match(/create or replace/g)).toHaveLength(1);
  });
});
