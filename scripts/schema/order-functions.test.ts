import { describe, expect, it } from '@jest/globals';
import { orderFunctions } from './order-functions.ts';
import type { FunctionSource } from './read-sources.ts';

/** A function on a floor that calls others, each named with its schema. */
function source(name: string, floor: string, ...calls: string[]): FunctionSource {
  const body = calls.map((called) => `${called}()`).join(' + ') || '1';
  const sql = `create function ${name}() returns int language sql as 'select ${body}';`;
  return { name, floor, file: `${floor}/${name}.sql`, sql };
}

const names = (functions: FunctionSource[]) => functions.map(({ name }) => name);

describe('functions', () => {
  it('come floor by floor, and in a floor after those that they call', () => {
    const ordered = orderFunctions([
      source('public.top', '2_calls', 'private.a', 'private.z'),
      source('private.a', '1_kernel', 'private.z'),
      source('private.z', '1_kernel'),
    ]);
    expect(names(ordered)).toEqual(['private.z', 'private.a', 'public.top']);
  });

  it('may not call each other in a circle', () => {
    const circle = [
      source('private.a', '1_kernel', 'private.b'),
      source('private.b', '1_kernel', 'private.c'),
      source('private.c', '1_kernel', 'private.a'),
    ];
    expect(() => orderFunctions(circle)).toThrow(
      'circle: 1_kernel/private.a.sql -> 1_kernel/private.b.sql -> 1_kernel/private.c.sql -> 1_kernel/private.a.sql',
    );
  });

  it('may not call a higher floor', () => {
    const upward = [source('private.a', '1_kernel', 'public.top'), source('public.top', '2_calls')];
    expect(() => orderFunctions(upward)).toThrow(
      '1_kernel/private.a.sql calls 2_calls/public.top.sql, which is on a higher floor',
    );
  });

  it('may be named in a comment by any floor', () => {
    const named = source('private.a', '1_kernel');
    const sql = `-- As public.top() does.\n${named.sql}`;
    const ordered = orderFunctions([{ ...named, sql }, source('public.top', '2_calls')]);
    expect(names(ordered)).toEqual(['private.a', 'public.top']);
  });
});
