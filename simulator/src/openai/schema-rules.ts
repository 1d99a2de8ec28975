type Schema = Record<string, unknown>;

const FORBIDDEN = [
  'allOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
];
const MOST_PROPERTIES = 5000;
const MOST_LEVELS = 10;
const MOST_ENUM_VALUES = 1000;

/** Why strict mode would refuse this schema, or null when it would accept it. */
export function refuseSchema(root: unknown): string | null {
  if (!isSchema(root)) return 'schema must be an object';
  if (root['type'] !== 'object') return 'schema must be a JSON Schema of \'type: "object"\'';
  let properties = 0;
  let enumValues = 0;

  const visit = (schema: unknown, path: string, level: number): string | null => {
    if (!isSchema(schema)) return `In context=(${path}), a schema must be an object.`;
    if (level > MOST_LEVELS)
      return `In context=(${path}), nesting is deeper than ${MOST_LEVELS} levels.`;
    const forbidden = FORBIDDEN.find((keyword) => keyword in schema);
    if (forbidden !== undefined) return `In context=(${path}), '${forbidden}' is not permitted.`;
    if (Array.isArray(schema['enum'])) enumValues += schema['enum'].length;
    if (enumValues > MOST_ENUM_VALUES)
      return `The schema has more than ${MOST_ENUM_VALUES} enum values.`;

    const types = [schema['type']].flat();
    if (types.includes('object')) {
      const names = isSchema(schema['properties']) ? Object.keys(schema['properties']) : [];
      properties += names.length;
      if (properties > MOST_PROPERTIES)
        return `The schema has more than ${MOST_PROPERTIES} properties.`;
      if (schema['additionalProperties'] !== false) {
        return `In context=(${path}), 'additionalProperties' is required to be supplied and to be false.`;
      }
      const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
      const missing = names.find((name) => !required.includes(name));
      if (missing !== undefined) {
        return `In context=(${path}), 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
      }
    }
    if (types.includes('array') && schema['items'] === undefined) {
      return `In context=(${path}), array schema missing items.`;
    }
    for (const [name, child] of childrenOf(schema)) {
      const wrong = visit(child, `${path}, '${name}'`, name === '$defs' ? level : level + 1);
      if (wrong !== null) return wrong;
    }
    return null;
  };
  return visit(root, '', 0);
}

function childrenOf(schema: Schema): [string, unknown][] {
  const named = ['properties', '$defs', 'definitions'].flatMap((keyword) =>
    isSchema(schema[keyword]) ? Object.entries(schema[keyword]) : [],
  );
  const items: [string, unknown][] =
    schema['items'] === undefined ? [] : [['items', schema['items']]];
  const branches = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  return [
    ...named,
    ...items,
    ...branches.map((branch, index): [string, unknown] => [`anyOf ${index}`, branch]),
  ];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
