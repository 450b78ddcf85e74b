import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode, errorCodes, type Wording } from '../../generated/catalogue.ts';
import { operations } from '../../generated/operations.ts';
import { readThrown } from './thrown.ts';

const thrown = readThrown();
const details = catalogue.VALIDATION_FAILED.details ?? {};
const wordings: readonly Wording[] = [
  ...Object.values(catalogue),
  ...operations.flatMap(({ raises }) => Object.values(raises)),
];

/** Every text that a variant can be, over all operations. */
const textsOfVariant = (name: string) =>
  wordings.flatMap(({ variants }) => (variants && name in variants ? [variants[name] ?? ''] : []));
const variantNames = [...new Set(wordings.flatMap(({ variants }) => Object.keys(variants ?? {})))];
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe('a variant that the code names', () => {
  it.each(thrown.variants)('$name ($where) is in the document', ({ name }) => {
    expect(variantNames).toContain(name);
  });

  it.each(thrown.variants)('$name ($where) is given all that its texts need', ({ name, params }) => {
    expect(params).toEqual(expect.arrayContaining(textsOfVariant(name).flatMap(namesIn)));
  });

  it.each(variantNames)('%s of the document is thrown', (name) => {
    expect(thrown.variants.map((choice) => choice.name)).toContain(name);
  });
});

describe('a reason that the code gives for a field', () => {
  it.each(thrown.reasons)('$name ($where) is in the document', ({ name }) => {
    expect(Object.keys(details)).toContain(name);
  });

  it.each(thrown.reasons)('$name ($where) is given all that its text needs', ({ name, params }) => {
    expect(['field', ...params]).toEqual(expect.arrayContaining(namesIn(details[name] ?? '')));
  });

  /** Texts of a detail's code, for fields that need no reason beside it. */
  const codes = ['invalid_type', 'unrecognized_keys', 'invalid_format', 'too_big', 'too_small'];

  it.each(Object.keys(details))('%s of the document is thrown', (name) => {
    const known = [
      ...thrown.reasons.map((choice) => choice.name),
      ...codes.filter((code) => thrown.literals.has(code)),
    ];
    expect(known).toContain(name);
  });
});

describe('a code', () => {
  it.each([...thrown.codes])('%s, which the code throws, is marked as raised', (code) => {
    expect(errorCodes).toContain(code);
    expect(catalogue[code as ErrorCode].raised).toBe(true);
  });

  it.each(errorCodes.filter((code) => catalogue[code].raised === true))(
    '%s, marked as raised, is in the code',
    (code) => {
      expect(thrown.literals).toContain(code);
    },
  );

  it.each(errorCodes.filter((code) => catalogue[code].raised === 'elsewhere'))(
    '%s, marked as not ours, is not',
    (code) => {
      expect(thrown.literals).not.toContain(code);
    },
  );
});

describe('an operation that takes one kind of credential alone', () => {
  const withOneKind = operations.filter(({ security }) => security.length === 1);

  it.each(withOneKind)('$id says to the other kind where to go', ({ raises }) => {
    expect(raises.UNAUTHORIZED?.variants?.otherKind).toMatch(/(route takes|API keys cannot manage)/);
  });
});
