import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiDocument } from '@ringback/api/docs/openapi.ts';
import { allSpecs } from '@ringback/api/routes/modules.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';

/** Writes openapi.json from the schemas that the api checks requests with. */
const file = join(import.meta.dirname, '../openapi.json');
writeFileSync(file, `${JSON.stringify(openapiDocument(allSpecs(systemNow)), null, 2)}\n`);
console.log(`wrote ${file}`);
