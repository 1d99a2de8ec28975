import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { sourceFiles } from './source-files.ts';

const IMPORT = /^import (?:type )?\{([^}]*)\} from '@ringback\/shared\//gm;
const DESCRIBED = /(?<![.\w])([A-Z]\w*)\s*\.openapi\(/g;

/** The names that a file imports from shared. */
const importedNames = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(IMPORT)].flatMap(([, names = '']) =>
      names.split(',').map(
        (name) =>
          name
            .trim()
            .replace(/^type /, '')
            .split(' as ')
            .at(-1) ?? '',
      ),
    ),
  );

// A shape that was made before the api has taught zod to describe shapes has no `openapi`: which of
// the two modules is loaded first depends on the program. `clone()` makes a shape of its own.
it('the api describes no shape of shared in place', () => {
  const found = sourceFiles()
    .filter((file) => file.startsWith('services/api/src/'))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const imported = importedNames(text);
      return [...text.matchAll(DESCRIBED)]
        .filter(([, name = '']) => imported.has(name))
        .map(([, name]) => `${file}: ${name}.clone().openapi(…)`);
    });
  expect(found).toEqual([]);
});
