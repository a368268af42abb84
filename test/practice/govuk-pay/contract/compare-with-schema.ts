import type { Description, Schema } from './openapi-description.ts';

/** Something answered that the description does not allow; `at` is "SchemaName.field". */
export type Difference = { at: string; what: string };

const IS_OF_TYPE: Record<string, (value: unknown) => boolean> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value) => Array.isArray(value),
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
};

/** Every field answered must be described, and be of the type and among the values described. */
export function compareWithSchema(value: unknown, schema: Schema, at: string, description: Description): Difference[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/components/schemas/', '');
    const named = description.components.schemas[name];
    if (!named) return [{ at: name, what: 'is not in the description' }];
    // A field that refers to a schema is known by the field where it is empty, by the schema's name within.
    return compareWithSchema(value, named, value === null ? at : name, description);
  }
  if (value === null) return schema.nullable ? [] : [{ at, what: 'is null' }];
  const isOfType = schema.type === undefined ? () => true : IS_OF_TYPE[schema.type];
  if (!isOfType?.(value)) return [{ at, what: `is not of type ${schema.type}` }];
  if (schema.enum && !schema.enum.includes(value))
    return [{ at, what: `is ${JSON.stringify(value)}, not one of those described` }];
  if (Array.isArray(value)) {
    return value.flatMap((one) => (schema.items ? compareWithSchema(one, schema.items, at, description) : []));
  }
  return typeof value === 'object' ? compareFields(value, schema, at, description) : [];
}

function compareFields(value: object, schema: Schema, at: string, description: Description): Difference[] {
  return Object.entries(value).flatMap(([field, inner]: [string, unknown]) => {
    const described = schema.properties?.[field] ?? schema.additionalProperties;
    const where = `${at}.${field}`;
    return described
      ? compareWithSchema(inner, described, where, description)
      : [{ at: where, what: 'is not described' }];
  });
}
