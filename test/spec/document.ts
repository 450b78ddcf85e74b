import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { operations } from '../../generated/operations.ts';

export type Node = { readonly [key: string]: unknown };

export const root = new URL('../../', import.meta.url);

/** openapi.yaml as it is written, with YAML's anchors merged and its references left in place. */
export const document = asNode(parse(readFileSync(new URL('openapi.yaml', root), 'utf8'), { merge: true }));

export function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** What a node refers to, or the node itself. */
export function resolve(value: unknown): Node {
  const node = asNode(value);
  if (typeof node.$ref !== 'string') return node;
  return resolve(at(...node.$ref.slice(2).split('/')));
}

/** The node at a path of keys: `at('components', 'schemas')`. */
export function at(...keys: readonly string[]): Node {
  return keys.reduce((node, key) => asNode(node[key.replaceAll('~1', '/').replaceAll('~0', '~')]), document);
}

export type Example = { readonly name: string; readonly value: Node };
export type ResponseOf = {
  readonly status: number;
  readonly response: Node;
  /** Of its JSON; none where it has none. */
  readonly schema: unknown;
  readonly examples: readonly Example[];
};

/** Every operation with its node in the document and its responses. */
export const described = operations.map((operation) => {
  const node = asNode(at('paths')[operation.path])[operation.method];
  const responses: ResponseOf[] = Object.entries(asNode(asNode(node).responses)).map(
    ([status, reference]) => {
      const response = resolve(reference);
      const json = asNode(asNode(response.content)['application/json']);
      const examples = Object.entries(asNode(json.examples)).map(([name, example]) => ({
        name,
        value: asNode(resolve(example).value),
      }));
      return { status: Number(status), response, schema: json.schema, examples };
    },
  );
  return { operation, node: asNode(node), responses };
});

/** The code and the message of an error, whichever envelope it is in. */
export function errorIn(value: Node): Node {
  return 'error' in value ? asNode(value.error) : { ...value, code: value.error_code };
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: 'document' });

/** What is wrong with a value by a schema of the document. */
export function faultsBy(schema: unknown, value: unknown): string[] {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
  return ajv.validate(absolute, value) ? [] : [ajv.errorsText()];
}
