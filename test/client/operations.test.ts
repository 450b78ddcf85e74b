import { describe, expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { createBillingPortalClient } from '../../packages/client/src/index.ts';

/** Calls a method, and tells what it would have sent. */
async function requestOf(id: keyof ReturnType<typeof createBillingPortalClient>) {
  const sent: { url: URL; method: string; headers: Headers }[] = [];
  const client = createBillingPortalClient({
    baseUrl: 'https://billing.yourapp.com/base/',
    token: 'token-1',
    fetch: async (url, { method = '', headers }) => {
      sent.push({ url: new URL(url), method, headers: new Headers(headers) });
      return Response.json({});
    },
  });
  // What stands in a path comes first, and what is too much does no harm.
  await Reflect.apply(client[id], client, ['first', {}]);
  return sent[0];
}

const isSamePath = (template: string, path: string) => {
  const pattern = template.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
};

/** Stripe alone calls that one. */
const callable = operations.filter((operation) => operation.kind !== 'webhook');

describe('every operation of the spec has a method', () => {
  it.each(callable)('$id sends $method $path', async ({ id, method, path, security }) => {
    const sent = await requestOf(id);
    expect(sent?.method).toBe(method.toUpperCase());
    expect(sent?.url.pathname).toSatisfy((sentPath: string) => isSamePath(`/base${path}`, sentPath));
    expect(sent?.headers.get('Authorization')).toBe(security.length > 0 ? 'Bearer token-1' : null);
    expect(sent?.headers.has('Idempotency-Key')).toBe(method === 'post');
  });
});
