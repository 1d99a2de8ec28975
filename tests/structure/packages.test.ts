import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type OwnPackage, ownPackages, packageOf } from './own-packages.ts';
import { importsOf, isTest, programFiles, specifiersOf } from './source-files.ts';

const files = programFiles();
const PACKAGE = /^(@[a-z][\w.-]*\/)?[a-z][\w.-]*/;

/** The packages of others, and our own, that a file imports by name. */
const packagesIn = (file: string) =>
  specifiersOf(file)
    .filter((path) => !path.startsWith('node:'))
    .flatMap((path) => PACKAGE.exec(path)?.[0] ?? [])
    .filter((name) => !builtinModules.includes(name));

/** A package that is all about tests needs at work what others need for their tests. */
const isForTests = (one: OwnPackage, file: string) =>
  /\.test\.tsx?$/.test(file) || (file.includes('/testing/') && one.name !== '@ringback/testing');

function importedBy(one: OwnPackage) {
  const own = files.filter((file) => packageOf(file) === one);
  const packages = (list: string[]) => new Set(list.flatMap(packagesIn));
  return {
    atWork: packages(own.filter((file) => !isForTests(one, file))),
    inTests: packages(own.filter((file) => isForTests(one, file))),
  };
}

const Peers = z.object({ peerDependencies: z.record(z.string(), z.string()).default({}) });

/** What a package of others asks for at its side, without which it cannot be used. */
function peersOf(one: OwnPackage): string[] {
  return Object.keys(one.dependencies).flatMap((name) => {
    const file = join(one.folder, 'node_modules', name, 'package.json');
    return Object.keys(Peers.parse(JSON.parse(readFileSync(file, 'utf8'))).peerDependencies);
  });
}

/** The types of a package that brings none; only the compiler reads them. */
const typesOf = (name: string) => `@types/${name}`;

describe.each(ownPackages.map((one) => [one.name, one] as const))('%s', (_name, one) => {
  const { atWork, inTests } = importedBy(one);
  const dependencies = Object.keys(one.dependencies);
  const devDependencies = Object.keys(one.devDependencies);

  it('declares what it imports', () => {
    expect([...atWork].filter((name) => !dependencies.includes(name))).toEqual([]);
  });

  it('declares what its tests import', () => {
    const declared = [...dependencies, ...devDependencies];
    expect([...inTests].filter((name) => !declared.includes(name))).toEqual([]);
  });

  it('depends on nothing that it does not import', () => {
    const peers = peersOf(one);
    const idle = dependencies.filter((name) => !atWork.has(name) && !peers.includes(name));
    expect(idle).toEqual([]);
  });

  it('develops with nothing that its tests do not import', () => {
    const typed = [...atWork, ...inTests].map(typesOf);
    const idle = devDependencies.filter((name) => !inTests.has(name) && !typed.includes(name));
    expect(idle).toEqual([]);
  });

  it('names no package twice', () => {
    expect(devDependencies.filter((name) => dependencies.includes(name))).toEqual([]);
  });
});

describe('our own packages', () => {
  it('are all in the list, or this test is out of date', () => {
    const homeless = files.filter((file) => !packageOf(file) && file !== 'jest.config.js');
    expect(homeless).toEqual([]);
    expect(ownPackages.length).toBeGreaterThan(10);
  });

  it('import each other by name', () => {
    const paths = files.flatMap((file) =>
      specifiersOf(file)
        .filter(
          (path) => path.startsWith('.') && packageOf(file) !== packageOf(join(file, '..', path)),
        )
        .map((path) => `${file}: ${path}`),
    );
    expect(paths).toEqual([]);
  });

  it('take each other’s versions of a package', () => {
    const versions = new Map<string, Set<string>>();
    for (const { dependencies, devDependencies } of ownPackages) {
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        versions.set(name, (versions.get(name) ?? new Set()).add(version));
      }
    }
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });

  it('import what is made for tests only in tests', () => {
    const shipped = files.filter((file) => /^(packages|services)\//.test(file) && !isTest(file));
    expect(shipped.filter((file) => importsOf(file).some(isTest))).toEqual([]);
  });
});

describe('the root', () => {
  const { dependencies, devDependencies } = z
    .object({
      dependencies: z.record(z.string(), z.string()).optional(),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));

  it('has tools only: no program of ours imports them', () => {
    const imported = new Set(files.filter((file) => !isTest(file)).flatMap(packagesIn));
    expect(dependencies).toBeUndefined();
    expect(Object.keys(devDependencies).filter((name) => imported.has(name))).toEqual([]);
  });
});
