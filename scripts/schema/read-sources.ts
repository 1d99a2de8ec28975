import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export type FunctionSource = {
  /** With its schema, as in `private.is_live`; overloads share a name. */
  name: string;
  /** The folder, as in `03_kernel`: a function may call those of its own floor and of lower ones. */
  floor: string;
  /** The path below the folder of the sources. */
  file: string;
  /** The comment and the statement. */
  sql: string;
};

export type Sources = {
  schemas: string;
  types: string;
  /** One text for each table: the table, its keys, indexes, first rows and triggers. */
  tables: string[];
  functions: FunctionSource[];
};

/** Reads supabase/schema, or another folder of the same shape. Throws where a file is no function. */
export function readSources(dir: string): Sources {
  const read = (...path: string[]) => readFileSync(join(dir, ...path), 'utf8');
  const filesOf = (folder: string) =>
    readdirSync(join(dir, folder))
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .map((file) => join(folder, file));
  const floors = readdirSync(join(dir, 'functions')).sort();
  return {
    schemas: read('schemas.sql'),
    types: read('types.sql'),
    tables: filesOf('tables').map((file) => read(file)),
    functions: floors.flatMap((floor) =>
      filesOf(join('functions', floor)).map((file) => readFunction(floor, file, read(file))),
    ),
  };
}

/** `end_conversation.private.sql`: the part after the first dot distinguishes functions of one name. */
function readFunction(floor: string, file: string, sql: string): FunctionSource {
  const [name = ''] = basename(file).split('.');
  const made = [...sql.matchAll(/^create function (\w+\.\w+)/gm)].map(([, found = '']) => found);
  const [only] = made;
  if (only === undefined || made.length > 1 || only.split('.')[1] !== name) {
    throw new Error(`${file} must make one function, called ${name}; it makes: ${made.join(', ')}`);
  }
  return { name: only, floor, file, sql };
}
