import { describe, expect, it } from 'vitest';
import { operations, securitySchemes } from '../../generated/operations.ts';
import { givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { useService } from '../http/useService.ts';
import { asNode, at, described } from './document.ts';

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

describe('the operations', () => {
  it('are those of the document, all of them, in its order', () => {
    const written = Object.values(at('paths')).flatMap((item) =>
      Object.entries(asNode(item)).flatMap(([method, node]) =>
        methods.includes(method) ? [asNode(node).operationId] : [],
      ),
    );
    expect(operations.map(({ id }) => id)).toEqual(written);
    expect(new Set(written).size).toBe(written.length);
  });

  it('have paths that differ in more than the names of their parameters', () => {
    const shapes = operations.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}').toLowerCase()}`,
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

describe.each(described)('$operation.id', ({ operation, node }) => {
  it('says its security itself', () => {
    expect(node).toHaveProperty('security');
    for (const { scheme } of operation.security) expect(securitySchemes).toContain(scheme);
  });

  it('is open to all only where it tells nothing of anybody', () => {
    const isOpen = operation.security.length === 0;
    expect(isOpen).toBe(operation.kind !== 'contract');
  });

  it('asks an API key for the scope where it opens a portal', () => {
    for (const { scheme, scopes } of operation.security) {
      const opens = scheme === 'apiKey' && operation.method === 'post';
      expect(scopes).toEqual(opens ? ['portal:create'] : []);
    }
  });

  it('says its kind, and what it raises', () => {
    expect(['contract', 'operations', 'site', 'webhook']).toContain(node['x-bp-kind']);
    expect(Object.keys(asNode(node['x-bp-raises']))).not.toEqual([]);
  });

  it('has a tag that the document knows, a summary and a description', () => {
    const tags = at().tags;
    expect(tags).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: asNode(node.tags)[0] ?? [node.tags].flat()[0] }),
      ]),
    );
    expect(node.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(node.description).toMatch(/\.\s*$/);
  });

  it('says of a body whether it is required', () => {
    if (operation.takesBody)
      expect(
        typeof asNode(node.requestBody).required === 'boolean' || '$ref' in asNode(node.requestBody),
      ).toBe(true);
  });
});

describe('every operation has a handler', () => {
  const service = useService();

  it.each(operations)('$id', async ({ id, method, path, security }) => {
    const { token: accessToken, owner } = await givenVisitor(service(), subscriptionsByToken);
    const takesKey = security.every(({ scheme }) => scheme === 'apiKey');
    const token =
      takesKey && security.length > 0 ? await service().givenKey({ userId: owner.id }) : accessToken;
    const reply = await service().request(method.toUpperCase(), path.replaceAll(/[{}]/g, ''), { token });
    // The harness has compared the answer with the operation. What is left is the router's "no such thing", and a fault.
    expect([405, 500]).not.toContain(reply.status);
    if (reply.status === 404)
      expect([id, reply.text]).toEqual([id, expect.not.stringContaining('nothing at this path')]);
  });
});
