import fc, { type Arbitrary } from 'fast-check';
import spec from '../../generated/spec.json' with { type: 'json' };

type Node = { readonly [key: string]: unknown };
export type Schema = Node | undefined;

const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? { ...value } : {});
const numberIn = (node: Node, name: string): number | undefined => {
  const value = node[name];
  return typeof value === 'number' ? value : undefined;
};

/** The schema of an operation's JSON body; undefined where it takes none. */
export function bodySchemaOf(path: string, method: string): Schema {
  const operation = asNode(asNode(asNode(spec.paths)[path])[method]);
  const content = asNode(resolve(asNode(operation.requestBody)).content);
  const { schema } = asNode(content['application/json']);
  return schema === undefined ? undefined : resolve(asNode(schema));
}

function resolve(node: Node): Node {
  if (typeof node.$ref !== 'string') return node;
  let target: unknown = spec;
  for (const part of node.$ref.slice(2).split('/')) target = asNode(target)[part];
  return resolve(asNode(target));
}

/** Texts that have broken something somewhere: NUL, lone surrogates, right-to-left, long, names of prototypes. */
export const strangeText: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 10 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\ufeff',
    '\u202e',
    '__proto__',
    'constructor',
    'null',
    '-1',
    "' or 1=1 --",
    '%00',
    '../..',
    '\r\nX: y',
  ),
  fc.integer({ min: 60, max: 3_000 }).map((length) => 'x'.repeat(length)),
);

/** A URL that may or may not be let back to. */
const urls: Arbitrary<string> = fc.oneof(
  fc.constantFrom('https://yourapp.com/settings/billing', 'https://yourapp.com', 'http://localhost:5173/'),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  strangeText.map((text) => `https://yourapp.com/${text}`),
  strangeText.map((text) => `https://${text}`),
  fc.constantFrom('javascript:alert(1)', 'https://yourapp.com@evil.example/', 'https:\\\\yourapp.com', '//x'),
);

const anyJson: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  strangeText,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, 2 ** 53, [], {}, [[]], '', '__proto__'),
);

/** Values that fit a schema of the spec, as far as the schema says. */
export function fitting(schema: Node): Arbitrary<unknown> {
  const node = resolve(schema);
  if (Array.isArray(node.enum)) return fc.constantFrom<unknown>(...node.enum);
  switch (node.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(asNode(node.properties)).map(([k, v]) => [k, fitting(asNode(v))])),
        { requiredKeys: Array.isArray(node.required) ? node.required : [] },
      );
    case 'array':
      return fc.uniqueArray(fitting(asNode(node.items)), {
        minLength: numberIn(node, 'minItems') ?? 0,
        maxLength: Math.min(numberIn(node, 'maxItems') ?? 3, 5),
      });
    case 'integer':
      return fc.integer({ min: numberIn(node, 'minimum') ?? 0, max: numberIn(node, 'maximum') ?? 1_000 });
    default:
      return fittingText(node);
  }
}

function fittingText(node: Node): Arbitrary<string> {
  if (node.format === 'uri') return urls;
  if (node.format === 'date-time') {
    const times = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    return fc.oneof(
      times.map((date) => date.toISOString()),
      fc.constantFrom('2030-02-29T25:61:61Z', '2030-01-01T00:00:00+14:00', '2030-01-01T00:00:60Z'),
    );
  }
  const examples = Array.isArray(node.examples) ? node.examples : [];
  return fc.oneof(
    fc.string({
      unit: 'grapheme',
      minLength: numberIn(node, 'minLength') ?? 0,
      maxLength: Math.min(numberIn(node, 'maxLength') ?? 50, 300),
    }),
    fc.constantFrom<string>('https://yourapp.com', 'x', ...examples.filter((one) => typeof one === 'string')),
  );
}

/** Values near a schema that mostly do not fit it: fields changed, added, of any type; or anything else. */
export function breaking(schema: Schema): Arbitrary<unknown> {
  const names = Object.keys(asNode(schema?.properties));
  const name = names.length > 0 ? fc.oneof(fc.constantFrom(...names), strangeText) : strangeText;
  const changed = fc
    .tuple(schema ? fitting(schema) : fc.constant({}), fc.dictionary(name, anyJson, { maxKeys: 3 }))
    .map(([value, change]) => ({ ...asNode(value), ...change }));
  return fc.oneof(changed, fc.dictionary(name, anyJson, { maxKeys: 5 }), anyJson);
}
