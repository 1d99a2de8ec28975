type Schema = Record<string, unknown>;

const FORMATS: Record<string, string> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T00:00:00Z',
  time: '00:00:00Z',
  email: 'someone@example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
  uri: 'https://example.com/',
};

/** The smallest value that fits a schema, keys in the schema's order. Knows strict mode's keywords only. */
export function smallestInstance(schema: unknown, root: unknown = schema, depth = 0): unknown {
  if (!isSchema(schema) || depth > 20) return null;
  if (typeof schema['$ref'] === 'string')
    return smallestInstance(resolve(schema['$ref'], root), root, depth + 1);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  if (branches.length > 0) {
    const nullable = branches.some((branch) => isSchema(branch) && branch['type'] === 'null');
    return nullable ? null : smallestInstance(branches[0], root, depth + 1);
  }
  const types = [schema['type']].flat();
  if (types.includes('null')) return null;
  if (types.includes('object')) {
    const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : [];
    return Object.fromEntries(
      properties.map(([name, child]) => [name, smallestInstance(child, root, depth + 1)]),
    );
  }
  if (types.includes('array')) {
    const length = Number(schema['minItems'] ?? 0);
    return Array.from({ length }, () => smallestInstance(schema['items'], root, depth + 1));
  }
  if (types.includes('boolean')) return false;
  if (types.includes('string')) {
    return FORMATS[String(schema['format'])] ?? 'x'.repeat(Number(schema['minLength'] ?? 0));
  }
  return smallestNumber(schema, types.includes('integer') ? 1 : 0.5);
}

function smallestNumber(schema: Schema, step: number): number {
  const from = Number(schema['minimum'] ?? Number(schema['exclusiveMinimum'] ?? -step) + step);
  const most = Number(
    schema['maximum'] ?? Number(schema['exclusiveMaximum'] ?? Number.POSITIVE_INFINITY) - step,
  );
  const multiple = Number(schema['multipleOf'] ?? 0);
  const least = multiple > 0 ? Math.ceil(from / multiple) * multiple : from;
  return Math.min(least, most);
}

function resolve(reference: string, root: unknown): unknown {
  return reference
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (isSchema(inner) ? inner[key] : undefined), root);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
