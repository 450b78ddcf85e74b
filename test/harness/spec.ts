import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { envelopes, type Operation, operations } from '../../generated/operations.ts';
import spec from '../../generated/spec.json' with { type: 'json' };

type Node = { readonly [key: string]: unknown };
export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...spec, $id: 'spec' });
const validators = new Map<string, ValidateFunction>();

/** The operation of a request as it was sent, if the spec has one. */
export function operationOf(method: string, target: string): Operation | undefined {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').split('?')[0] ?? '';
  return operations.find(
    (operation) => operation.method === method.toLowerCase() && isAt(operation.path, path),
  );
}

function isAt(template: string, path: string): boolean {
  const names = template.split('/');
  const parts = path.split('/');
  return (
    names.length === parts.length && names.every((name, index) => /^\{/.test(name) || name === parts[index])
  );
}

/**
 * Says what is wrong with an answer, by the spec: its status, headers and body; errors that belong to no operation, by
 * the envelope of their path.
 */
export function faultsOf(method: string, target: string, answer: Answer): string[] {
  const operation = operationOf(method, target);
  if (operation === undefined) return answer.status < 400 ? [] : envelopeFaults(target, answer);
  const response = lookup(
    `#/paths/${escapePart(operation.path)}/${operation.method}/responses/${answer.status}`,
  );
  if (response === undefined) return [`${answer.status} is not documented for ${operation.id}`];
  const [pointer, { headers = {}, content }] = response;
  const faults = Object.entries(asNode(headers)).flatMap(([name, header]) =>
    headerFaults(name, header, `${pointer}/headers/${escapePart(name)}`, answer),
  );
  if (content === undefined) return faults;
  const type = answer.headers.get('content-type')?.split(';')[0] ?? 'none';
  if (!(type in asNode(content)))
    return [...faults, `${type} is not documented for ${operation.id} ${answer.status}`];
  if (type !== 'application/json') return faults;
  return [
    ...faults,
    ...schemaFaults(`${pointer}/content/${escapePart(type)}/schema`, answer),
    ...errorFaults(target, answer),
  ];
}

/** The catalogue's code of an error, in either envelope; undefined for anything else. */
export function codeOf(text: string): string | undefined {
  const body = parse(text);
  return body?.error?.code ?? body?.error_code;
}

function envelopeFaults(target: string, answer: Answer): string[] {
  const schema = envelopeOf(target) === 'flat' ? 'FlatError' : 'NestedError';
  return [...schemaFaults(`#/components/schemas/${schema}`, answer), ...errorFaults(target, answer)];
}

function envelopeOf(target: string): 'flat' | 'nested' {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return envelopes.find(({ prefix }) => path.startsWith(prefix))?.envelope ?? 'nested';
}

/** The flat schema requires nothing, because the published page does not: an error of ours has these fields all the same. */
function hasShape(target: string, body: unknown): boolean {
  const keysOf = (node: unknown) => Object.keys(asNode(node)).filter((key) => key !== 'details');
  return envelopeOf(target) === 'flat'
    ? `${keysOf(body)}` === 'success,error_code,message,docUrl' && asNode(body).success === false
    : `${keysOf(body)}` === 'error' && `${keysOf(asNode(body).error)}` === 'code,message,docUrl';
}

/** What holds for every error, whatever its envelope. */
function errorFaults(target: string, answer: Answer): string[] {
  const code = codeOf(answer.text);
  if (answer.status < 400) return [];
  if (code === undefined) return ['an error without a code'];
  const body = parse(answer.text);
  const { message, docUrl } = body?.error ?? body ?? {};
  return [
    ...(hasShape(target, body) ? [] : [`not the ${envelopeOf(target)} envelope`]),
    ...(answer.headers.get('cache-control') === 'no-store' ? [] : ['an error that may be stored']),
    ...(answer.headers.get('x-request-id') ? [] : ['an error without X-Request-Id']),
    ...(docUrl?.endsWith(`/api/errors/#${code.toLowerCase().replaceAll('_', '-')}`)
      ? []
      : [`docUrl ${docUrl}`]),
    ...(/\{\w+\}|undefined/.test(message ?? '{none}') ? [`an unfinished message: ${message}`] : []),
  ];
}

function headerFaults(name: string, header: unknown, place: string, answer: Answer): string[] {
  const [pointer, { required, schema }] = resolve(asNode(header), place);
  const value = answer.headers.get(name);
  if (value === null) return required === true ? [`the header ${name} is missing`] : [];
  const typed = asNode(schema).type === 'integer' ? Number(value) : value;
  return validatorOf(`${pointer}/schema`)(typed) ? [] : [`the header ${name} is ${value}`];
}

function schemaFaults(pointer: string, answer: Answer): string[] {
  const body = parse(answer.text);
  if (body === undefined) return [`no JSON: ${answer.text.slice(0, 100)}`];
  const validate = validatorOf(pointer);
  return validate(body) ? [] : [ajv.errorsText(validate.errors)];
}

/** Compiled once: Ajv would compile a schema that is written anew each time. */
function validatorOf(pointer: string): ValidateFunction {
  const validate = validators.get(pointer) ?? ajv.compile({ $ref: `spec${pointer}` });
  validators.set(pointer, validate);
  return validate;
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Follows a JSON pointer, and the reference at its end. */
function lookup(pointer: string): [string, Node] | undefined {
  let node: unknown = spec;
  for (const part of pointer.slice(2).split('/')) node = asNode(node)[unescapePart(part)];
  return node === undefined ? undefined : resolve(asNode(node), pointer);
}

function resolve(node: Node, pointer: string): [string, Node] {
  const reference = node.$ref;
  return typeof reference === 'string' ? (lookup(reference) ?? [reference, {}]) : [pointer, node];
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

const escapePart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const unescapePart = (part: string) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
