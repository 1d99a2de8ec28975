import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

// A workspace of its own, because the generator needs an older TypeScript than everything else here.
const root = join(import.meta.dirname, '../..');
const target = join(root, 'dashboard/src/api/schema.d.ts');
const document = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'));
const text = `// Generated from openapi.json by \`npm run api-client\`.\n${astToString(await openapiTS(document))}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('dashboard/src/api/schema.d.ts is not that of openapi.json: npm run api-client');
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
