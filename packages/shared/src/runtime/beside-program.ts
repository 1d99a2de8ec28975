import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A folder that `npm run build` has put beside the program; undefined where the sources run. */
export function besideProgram(programUrl: string, folder: string): string | undefined {
  const path = fileURLToPath(new URL(`./${folder}`, programUrl));
  return existsSync(path) ? path : undefined;
}
