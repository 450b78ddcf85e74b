import { describe, expect, it } from 'vitest';
import { request, useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('every answer', () => {
  it('carries a request id and the version that was asked for', async () => {
    const { lastResponse } = await here.stripe.customers.create();
    expect(lastResponse.requestId).toMatch(/^req_\w{14}$/);
    expect(lastResponse.apiVersion).toBe('2026-10-28.endive');
    const without = await request(here.standIn.url, '/v1/customers');
    expect(without.headers.get('stripe-version')).toBe('2026-10-28.endive');
    const older = await request(here.standIn.url, '/v1/customers', {
      headers: { 'Stripe-Version': '2024-06-20' },
    });
    expect(older.headers.get('stripe-version')).toBe('2024-06-20');
  });

  it('is an error in Stripe’s shape where it is one, with its request id', async () => {
    const answer = await request(here.standIn.url, '/v1/customers/cus_none');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: {
        type: 'invalid_request_error',
        code: 'resource_missing',
        param: 'id',
        message: "No such customer: 'cus_none'",
        doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
        request_log_url: `https://dashboard.stripe.com/test/logs/${answer.headers.get('request-id')}`,
      },
    });
  });

  it.each([
    ['GET', '/v1/unknown'],
    ['GET', '/v1/customers/'],
    ['PUT', '/v1/customers'],
    ['DELETE', '/v1/billing_portal/sessions'],
    ['GET', '/'],
  ])('is 404 for %s %s', async (method, path) => {
    const answer = await request(here.standIn.url, path, { method });
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining(`Unrecognized request URL (${method}: ${path})`) },
    });
  });
});

describe('parameters', () => {
  const post = (body: string) => request(here.standIn.url, '/v1/customers', { method: 'POST', body });

  it.each([
    ['colour=red', 'parameter_unknown', 'colour'],
    ['address[planet]=earth', 'parameter_unknown', 'address[planet]'],
    ['toString=1', 'parameter_unknown', 'toString'],
    ['balance=1.5', 'parameter_invalid_integer', 'balance'],
    ['email[]=a', undefined, 'email'],
    ['address=here', undefined, 'address'],
    ['metadata[a][b]=c', undefined, 'metadata[a]'],
    ['tax_exempt=perhaps', undefined, 'tax_exempt'],
    ['preferred_locales=en', undefined, 'preferred_locales'],
    [`name=${'x'.repeat(5001)}`, undefined, 'name'],
  ])('%s is refused by name', async (body, code, param) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error', param, ...(code && { code }) },
    });
    expect(here.standIn.data.customers.size).toBe(0);
  });

  it('nested beyond reason are refused', async () => {
    const answer = await post(`metadata${'[a]'.repeat(20)}=1`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error', message: expect.stringContaining('could not be read') },
    });
  });

  it('may be Unicode, brackets and all that a form can encode', async () => {
    const metadata = { 'a[b]': '1 + 1 = 2 & more', 東京: '한국어 🎉' };
    expect((await here.stripe.customers.create({ metadata })).metadata).toEqual(metadata);
  });
});

describe('requests', () => {
  it('are noted with their parameters and what became of them', async () => {
    await here.stripe.customers.list({ limit: 3, email: 'ada@example.com' });
    await here.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'key-1' });
    expect(here.standIn.requests).toEqual([
      {
        method: 'GET',
        path: '/v1/customers',
        body: { limit: '3', email: 'ada@example.com' },
        headers: { idempotencyKey: null, stripeVersion: '2026-10-28.endive', authorization: 'bearer' },
        status: 200,
      },
      {
        method: 'POST',
        path: '/v1/customers',
        body: { name: 'Ada' },
        headers: { idempotencyKey: 'key-1', stripeVersion: '2026-10-28.endive', authorization: 'bearer' },
        status: 200,
      },
    ]);
  });
});
