import { expect, it } from 'vitest';
import { secretNames } from '../../generated/secrets.ts';
import { secretNames as secretsIn } from '../../scripts/generate/secrets.ts';
import { asNode, at } from './document.ts';

// Pinned by hand: who takes a mark away from the document, or a field with a secret, has to say so here.
it('the names whose values are never logged are these', () => {
  expect([...secretNames].sort()).toEqual(['authorization', 'key', 'url']);
});

it('the marks stand where the secrets are', () => {
  const schemas = at('components', 'schemas');
  expect(asNode(schemas.PortalUrl)['x-bp-secret']).toBe(true);
  for (const name of ['PortalSession', 'BillingPortalSession', 'CreateBillingPortalResponse']) {
    expect(asNode(asNode(schemas[name]).properties).url).toEqual({ $ref: '#/components/schemas/PortalUrl' });
  }
  for (const scheme of Object.values(at('components', 'securitySchemes'))) {
    expect(asNode(scheme)['x-bp-secret']).toBe(true);
  }
});

it('a mark anywhere in a document is found', () => {
  const marked = { 'x-bp-secret': true };
  const spec = {
    paths: {
      '/': { get: { responses: { 200: { schema: { properties: { inline: marked, plain: {} } } } } } },
    },
    components: {
      schemas: {
        Marked: marked,
        Outer: {
          properties: {
            referred: { $ref: '#/components/schemas/Marked' },
            open: { $ref: '#/components/schemas/Outer' },
          },
        },
        Deep: { allOf: [{ items: { properties: { deep: marked } } }] },
      },
      securitySchemes: { bearer: marked },
    },
    'x-bp-envelopes': [],
    'x-bp-errors': {},
  };
  expect(secretsIn(spec as unknown as Parameters<typeof secretsIn>[0])).toEqual([
    'authorization',
    'deep',
    'inline',
    'referred',
  ]);
});
