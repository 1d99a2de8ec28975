import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a browser loads before the first page stands, in bytes of gzip: `{script, style, files}`. */
export function firstLoad(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const sizeOf = (file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
  const sum = (list) => list.reduce((total, file) => total + sizeOf(file), 0);
  const scripts = new Set(
    [...html.matchAll(/(?:src|modulepreload[^>]*href)="\/([^"]+\.js)"/g)].map(([, file]) => file),
  );
  const styles = new Set([...html.matchAll(/href="\/([^"]+\.css)"/g)].map(([, file]) => file));
  // What an eagerly loaded file imports is loaded, too, whether or not the page names it.
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const byFile = new Map(Object.values(manifest).map((chunk) => [chunk.file, chunk]));
  const follow = (chunk) => {
    scripts.add(chunk.file);
    for (const file of chunk.css ?? []) styles.add(file);
    for (const name of chunk.imports ?? []) {
      if (!scripts.has(manifest[name].file)) follow(manifest[name]);
    }
  };
  for (const file of [...scripts]) if (byFile.has(file)) follow(byFile.get(file));
  return { script: sum([...scripts]), style: sum([...styles]), files: [...scripts, ...styles] };
}
