import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode } from '../../generated/catalogue.ts';
import type { Operation } from '../../generated/operations.ts';
import { ApiError, type Detail } from '../../src/errors.ts';
import { write } from '../../src/http/wording.ts';
import { asNode, at, described, errorIn, faultsBy, resolve } from './document.ts';

const isCode = (text: string): text is ErrorCode => text in catalogue;
const detailTexts = catalogue.VALIDATION_FAILED.details ?? {};

/** What stands in a message in place of a text's `{names}`, if it is that text. */
function paramsIn(text: string, message: string): Record<string, string> | undefined {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '(.+)');
  const values = new RegExp(`^${pattern}$`).exec(message)?.slice(1);
  return values && Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

/** The details that the service would have to be given for one of this message. */
function detailsFor(code: Detail['code'], path: Detail['path'], message: string): Detail[] {
  return Object.entries(detailTexts).flatMap(([reason, text]) => {
    const params = paramsIn(text, message);
    return params ? [{ code, path, reason, params }] : [];
  });
}

/** Every error that the service could write for a code at an operation, as far as it fits the message. */
function errorsFor(
  code: ErrorCode,
  variant: string | undefined,
  operation: Operation,
  example: object,
): ApiError[] {
  const { message, details } = asNode(errorIn({ ...example }));
  const text = String(message);
  if (code === 'VALIDATION_FAILED') {
    const problem = text.replace('The request is not valid. ', '');
    const given = Array.isArray(details)
      ? details.map(asNode)
      : [{ code: 'custom', path: [], message: problem }];
    const found = given.map(({ code: detailCode, path, message: detailMessage }) =>
      detailsFor(detailCode as Detail['code'], path as Detail['path'], String(detailMessage)),
    );
    return found.every(([first]) => first)
      ? [new ApiError(code, { details: found.flatMap(([first]) => first ?? []) })]
      : [];
  }
  const wordings = [operation.raises[code] ?? {}, catalogue[code]];
  const variants = variant
    ? [variant]
    : [undefined, ...wordings.flatMap(({ variants }) => Object.keys(variants ?? {}))];
  return variants.flatMap((name) => {
    const plain = new ApiError(code, name === undefined ? {} : { variant: name });
    const params = paramsIn(write(plain, operation).message, text);
    return params ? [new ApiError(code, { ...plain.options, params })] : [];
  });
}

const errorExamples = described.flatMap(({ operation, responses }) =>
  responses
    .filter(({ status }) => status >= 400)
    .flatMap(({ status, examples }) =>
      examples.map(({ name, value }) => ({ id: operation.id, operation, status, name, value })),
    ),
);

describe('the example of an error is what the service writes', () => {
  it.each(errorExamples)('$id $status $name', ({ operation, name, value }) => {
    const [code = '', variant] = name.split(' ');
    const { message, details } = errorIn(value);
    const errors = isCode(code) ? errorsFor(code, variant, operation, value) : [];
    const written = errors.map((error) => write(error, operation));
    expect(written.map((one) => one.message)).toContain(message);
    if (details !== undefined) expect(written.map((one) => one.details)).toContainEqual(details);
  });
});

describe('every example is valid by its schema', () => {
  const bodies = described.flatMap(({ operation, responses }) =>
    responses.flatMap(({ status, schema, examples }) =>
      examples.map(({ name, value }) => ({ id: operation.id, place: `${status}`, name, schema, value })),
    ),
  );
  const requests = described.flatMap(({ operation, node }) => {
    const json = asNode(asNode(resolve(node.requestBody).content)['application/json']);
    return Object.entries(asNode(json.examples)).map(([name, example]) => ({
      id: operation.id,
      place: 'the request',
      name,
      schema: json.schema,
      value: asNode(resolve(example).value),
    }));
  });

  it.each([...bodies, ...requests])('$id, $place: $name', ({ schema, value }) => {
    expect(faultsBy(schema, value)).toEqual([]);
  });

  it.each(Object.entries(at('components', 'headers')))('the header %s', (_, header) => {
    const { schema, example } = asNode(header);
    if (example !== undefined) expect(faultsBy(schema, example)).toEqual([]);
  });

  it.each(Object.entries(at('components', 'parameters')))('the parameter %s', (_, parameter) => {
    const { schema, example, examples } = asNode(parameter);
    const values = [example, ...Object.values(asNode(examples)).map((one) => asNode(one).value)];
    for (const value of values) if (value !== undefined) expect(faultsBy(schema, value)).toEqual([]);
  });
});

it.each(described.filter(({ operation }) => operation.kind !== 'site'))(
  '$operation.id has an example of every answer that is JSON, but for this document',
  ({ operation, responses }) => {
    if (operation.id.startsWith('getOpenApi')) return;
    for (const { status, schema, examples } of responses) {
      if (schema !== undefined) expect([status, examples.length]).not.toEqual([status, 0]);
    }
  },
);
