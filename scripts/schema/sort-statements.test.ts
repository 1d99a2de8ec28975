import { expect, it } from '@jest/globals';
import { sortStatements } from './sort-statements.ts';

const LEADS = `-- Who is called.
create table public.leads (id bigint primary key, call_id uuid);

-- Each points to the other.
alter table public.leads add foreign key (call_id) references public.calls (id);
create index leads_by_call on public.leads (call_id);
insert into public.leads values (1);
create trigger leads_told after insert on public.leads for each row execute function private.tell();
revoke delete on public.leads from service_role;`;

it('sorts what belongs to a table by kind, each statement with its comment', () => {
  const sorted = sortStatements([LEADS]);
  expect(sorted.table).toEqual([expect.stringMatching(/^-- Who is called\.\ncreate table/)]);
  expect(sorted.key).toEqual([
    expect.stringMatching(/^-- Each points to the other\.\nalter table/),
  ]);
  expect(sorted.index).toEqual(['create index leads_by_call on public.leads (call_id);']);
  expect(sorted.row).toHaveLength(1);
  expect(sorted.trigger).toHaveLength(1);
  expect(sorted.right).toHaveLength(1);
});

it('puts a table behind those that it points to', () => {
  const { table } = sortStatements([
    'create table public.a (b_id int references public.b (id));',
    'create table public.b (id int primary key, -- not a key: references public.a\n up int references public.b (id));',
  ]);
  expect(table.map((sql) => /public\.\w/.exec(sql)?.[0])).toEqual(['public.b', 'public.a']);
});

it('says which tables point to each other in a circle', () => {
  const circle = [
    'create table public.a (b_id int references public.b (id));',
    'create table public.b (a_id int references public.a (id));',
  ];
  expect(() => sortStatements(circle)).toThrow('circle: public.a -> public.b -> public.a');
});

it('refuses what has no place there', () => {
  expect(() => sortStatements(['drop table public.a;'])).toThrow('drop table public.a');
});
