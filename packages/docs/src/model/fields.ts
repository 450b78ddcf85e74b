import { resolve, type Schema, type Spec } from './spec.ts';

/** A field as a reader sees it: one row. */
export type Field = {
  /** With the names before it: `error.details[].path`. */
  readonly name: string;
  readonly required: boolean;
  /** In words of JSON Schema: `string (uri)`, `object[]`, `string or integer`. */
  readonly type: string;
  readonly default: unknown;
  readonly limits: readonly Limit[];
  /** All values that the field may have, where they are few enough to list. */
  readonly values: readonly unknown[];
  /** Whether it has this one value always. */
  readonly constant: boolean;
  readonly example: unknown;
  /** Markdown. */
  readonly description: string;
};

/** What a value must be: the schema's keyword and its value. */
export type Limit = { readonly keyword: LimitKeyword; readonly value: string };
const limitKeywords = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'uniqueItems',
] as const;
export type LimitKeyword = (typeof limitKeywords)[number];

/** Every field of an object, those of objects inside it too, in the schema's order. */
export function fieldsOf(spec: Spec, schema: Schema, prefix = ''): Field[] {
  const { properties = {}, required = [], allOf = [] } = resolve(spec, schema);
  const inherited = allOf.flatMap((part) => fieldsOf(spec, part, prefix));
  const own = Object.entries(properties).flatMap(([key, property]) => {
    const field = fieldOf(spec, prefix + key, property, required.includes(key));
    const inside = resolve(spec, property);
    const items = inside.items === undefined ? undefined : resolve(spec, inside.items);
    return [
      field,
      ...fieldsOf(spec, inside, `${prefix}${key}.`),
      ...(items === undefined ? [] : fieldsOf(spec, items, `${prefix}${key}[].`)),
    ];
  });
  return [...inherited, ...own];
}

/** One field: a property, a header or a parameter. */
export function fieldOf(spec: Spec, name: string, schema: Schema, required: boolean): Field {
  // A description beside the reference says more than the one behind it.
  const resolved = { ...resolve(spec, schema), ...withoutReference(schema) };
  const items = resolved.items === undefined ? undefined : resolve(spec, resolved.items);
  return {
    name,
    required,
    type: typeOf(spec, resolved),
    default: resolved.default,
    limits: limitKeywords.flatMap((keyword) =>
      resolved[keyword] === undefined ? [] : [{ keyword, value: String(resolved[keyword]) }],
    ),
    values: resolved.enum ?? items?.enum ?? (resolved.const === undefined ? [] : [resolved.const]),
    constant: resolved.const !== undefined,
    example: resolved.examples?.[0],
    description: resolved.description ?? '',
  };
}

function withoutReference({ $ref: _, ...rest }: Schema): Schema {
  return rest;
}

function typeOf(spec: Spec, schema: Schema): string {
  const { type, format, items, oneOf, anyOf } = resolve(spec, schema);
  const alternatives = oneOf ?? anyOf;
  if (alternatives !== undefined)
    return [...new Set(alternatives.map((alternative) => typeOf(spec, alternative)))].join(' | ');
  const list = items === undefined ? 'array' : `${bracketed(typeOf(spec, items))}[]`;
  const names = [type ?? 'any']
    .flat()
    .map((name) => (name === 'array' ? list : name))
    .join(' | ');
  return format === undefined ? names : `${names} (${format})`;
}

/** `(string | integer)[]`, not `string | integer[]`. */
function bracketed(type: string): string {
  return type.includes(' | ') ? `(${type})` : type;
}
