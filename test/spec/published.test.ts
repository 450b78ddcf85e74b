import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { useService } from '../http/useService.ts';
import { asNode, at, document } from './document.ts';

const publicUrl = 'https://billing.example.com/base';
const service = useService({ PUBLIC_URL: publicUrl });
const steering = ['x-bp-audit', 'x-bp-envelopes', 'x-bp-kind', 'x-bp-raises', 'x-bp-replay', 'x-bp-words-of'];

/** Every key of a document, wherever it stands. */
function keysIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(keysIn);
  return Object.entries(asNode(node)).flatMap(([key, value]) => [key, ...keysIn(value)]);
}

/** The document without what only steers the service. */
function withoutSteering(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutSteering);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => !steering.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSteering(value)]));
}

describe('the published document', () => {
  it('is the document itself, without the keys that only steer the service, at this address', async () => {
    const { body } = await service().get('/openapi.json');
    expect(body).toEqual({ ...asNode(withoutSteering(document)), servers: [{ url: publicUrl }] });
  });

  it('has no other vendor key than those that say something to a reader', async () => {
    const { body } = await service().get('/openapi.json');
    const vendorKeys = new Set(keysIn(body).filter((key) => /^x-/.test(key)));
    expect([...vendorKeys].sort()).toEqual(['x-bp-errors', 'x-bp-secret']);
  });

  it('is the same as YAML, without anchors and aliases', async () => {
    const json = await service().get('/openapi.json');
    const { text } = await service().get('/openapi.yaml');
    expect(parse(text)).toEqual(json.body);
    expect(text).not.toMatch(/^\s*(- |[\w-]+: )[&*]\w+/m);
  });

  it('has every path that it lists at the address under servers', async () => {
    const { body } = await service().get('/openapi.json');
    const [{ url }] = body.servers;
    expect(url.endsWith('/')).toBe(false);
    for (const path of Object.keys(body.paths)) expect(path).toMatch(/^\/.*[^/]$/);
    expect(Object.keys(body.paths)).toEqual(Object.keys(at('paths')));
  });

  it('is sent again only where it has changed', async () => {
    for (const path of ['/openapi.json', '/openapi.yaml']) {
      const { headers } = await service().get(path);
      const etag = headers.get('etag') ?? '';
      // fetch would ask for a fresh copy of its own accord.
      const conditional = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
      expect((await fetch(service().url + path, { headers: conditional })).status).toBe(304);
      const other = { ...conditional, 'If-None-Match': 'W/"other"' };
      expect((await fetch(service().url + path, { headers: other })).status).toBe(200);
    }
  });

  it('names no secret, no machine and no other service', async () => {
    const { text } = await service().get('/openapi.json');
    expect(text).not.toMatch(
      /sk_(test|live)_\w{8,}|whsec_|localhost|127\.0\.0\.1|llmgenerator|flashback|orbitkit/,
    );
    const hosts = new Set([...text.matchAll(/https?:\/\/([\w-]+(\.[\w-]+)+)/g)].map(([, host]) => host));
    expect([...hosts].sort()).toEqual([
      'billing.example.com',
      'billing.stripe.com',
      'billing.yourapp.com',
      'docs.stripe.com',
      'yourapp.com',
    ]);
  });
});
