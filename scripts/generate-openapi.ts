import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemNow } from '../packages/shared/src/runtime/clock.ts';
import { openapiDocument } from '../services/api/src/docs/openapi.ts';
import { allSpecs } from '../services/api/src/routes/modules.ts';

/** Writes openapi.json from the schemas that the api checks requests with. */
const file = join(import.meta.dirname, '../openapi.json');
writeFileSync(file, `${JSON.stringify(openapiDocument(allSpecs(systemNow)), null, 2)}\n`);
console.log(`wrote ${file}`);
