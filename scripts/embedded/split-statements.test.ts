import { expect, it } from '@jest/globals';
import { splitStatements } from './split-statements.ts';

it.each([
  ['two statements', 'select 1; select 2;', ['select 1', 'select 2']],
  ['a semicolon in a string', "select 'a;b'; select 2", ["select 'a;b'", 'select 2']],
  ['a doubled quote', "select 'it''s; fine'; select 2", ["select 'it''s; fine'", 'select 2']],
  ['an escape string', "select E'\\';'; select 2", ["select E'\\';'", 'select 2']],
  ['a quoted name', 'select 1 as "a;b"; select 2', ['select 1 as "a;b"', 'select 2']],
  ['a function body', 'do $$ begin x; end $$; select 2', ['do $$ begin x; end $$', 'select 2']],
  ['tagged dollars', 'do $a$ $$;$$ ; $a$; select 2', ['do $a$ $$;$$ ; $a$', 'select 2']],
  ['a parameter', 'select $1; select 2', ['select $1', 'select 2']],
  ['a line comment', '-- a; b\nselect 1; -- end;', ['-- a; b\nselect 1']],
  ['nested comments', '/* a /* b; */ c; */ select 1;', ['/* a /* b; */ c; */ select 1']],
  ['nothing at all', ' ;; \n', []],
])('%s', (_what, sql, statements) => {
  expect(splitStatements(sql)).toEqual(statements);
});
