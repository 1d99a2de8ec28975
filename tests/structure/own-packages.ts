import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaces } from '@ringback/scripts/workspaces.js';
import { z } from 'zod';

const Names = z.record(z.string(), z.string()).default({});
const Manifest = z.object({
  name: z.string(),
  exports: z.object({ './*': z.templateLiteral(['./', z.string()]) }),
  dependencies: Names,
  devDependencies: Names,
});

export type OwnPackage = z.infer<typeof Manifest> & {
  folder: string;
  /** Where the files are that others import by the package's name. */
  source: string;
};

/** Our own packages, the innermost folders first: a file belongs to the first that holds it. */
export const ownPackages: readonly OwnPackage[] = workspaces('.')
  .map((folder) => {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    return { ...manifest, folder, source: join(folder, manifest.exports['./*'].slice(0, -1)) };
  })
  .sort((one, other) => other.folder.length - one.folder.length);

export const packageOf = (file: string): OwnPackage | undefined =>
  ownPackages.find(({ folder }) => file.startsWith(`${folder}/`));
