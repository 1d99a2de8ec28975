import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { openapiDocument } from '../docs/openapi.ts';
import { allSpecs } from '../routes/modules.ts';

export type Reply = {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
  body: any;
  text: string;
  headers: Headers;
};

type Document = { paths: Record<string, Record<string, unknown>> };

const document = JSON.parse(JSON.stringify(openapiDocument(allSpecs(systemNow)))) as Document;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(document, 'api');

/** Throws unless the documentation knows this answer of this route, and its body fits. */
export function checkAnswer(method: string, path: string, { status, headers, body }: Reply): void {
  const described = documentedPath(path.split('?')[0] ?? '');
  if (!described) return;
  const contentType = headers.get('content-type')?.split(';')[0] ?? '';
  if (!contentType.endsWith('json')) return;
  const pointer = ['paths', described, method.toLowerCase(), 'responses', String(status), 'content']
    .concat(contentType, 'schema')
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const fits = ajv.getSchema(`api#/${pointer}`);
  if (!fits) throw new Error(`${method} ${described} answers ${status} ${contentType} unannounced`);
  if (!fits(body)) {
    throw new Error(`${method} ${described} ${status}: ${ajv.errorsText(fits.errors)}`);
  }
}

function documentedPath(path: string): string | undefined {
  const fitting = Object.keys(document.paths).filter((described) =>
    new RegExp(`^${described.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  // A path without parameters is the more particular one.
  return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}
