import { readFileSync } from 'node:fs';
import type { LoadHookSync } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

type Loaded = ReturnType<LoadHookSync>;

/** What of a page Node cannot load by itself: JSX, and files that the build puts in place. */
export function loadPage(url: string): Loaded | null {
  const { pathname, search } = new URL(url);
  if (/\.(css|svg|woff2)$/.test(pathname)) {
    const address = search === '?url' ? pathname.slice(pathname.lastIndexOf('/')) : '';
    return moduleOf(`export default ${JSON.stringify(address)};`);
  }
  if (!pathname.endsWith('.tsx')) return null;
  const file = fileURLToPath(url);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    loader: 'tsx',
    jsx: 'automatic',
    format: 'esm',
    target: 'node24',
    sourcefile: file,
    sourcemap: 'inline',
  });
  return moduleOf(code);
}

const moduleOf = (source: string): Loaded => ({ format: 'module', source, shortCircuit: true });
