import { beforeEach, describe, expect, it } from 'vitest';
import { startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let customer: string;

beforeEach(() => {
  customer = here.standIn.create.customer().id;
});

const openPortal = () => here.stripe.billingPortal.sessions.create({ customer });
/** The same call on a bare connection, for what the client would hide. */
const call = (init: RequestInit = {}) =>
  fetch(`${here.standIn.url}/v1/billing_portal/sessions`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_1234567890' },
    body: new URLSearchParams({ customer }),
    ...init,
  });

describe('a fault', () => {
  it('hang: takes the request and never answers', async () => {
    here.standIn.faults.next({ kind: 'hang' });
    await expect(call({ signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(here.standIn.requests.at(-1)).toMatchObject({ path: '/v1/billing_portal/sessions', status: null });
    expect((await call()).status).toBe(200);
  });

  it('reset: breaks the connection', async () => {
    here.standIn.faults.next({ kind: 'reset' });
    await expect(call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });

  it('drip: sends one byte at a time without an end', async () => {
    here.standIn.faults.next({ kind: 'drip', intervalMs: 5 });
    const answer = await call();
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    const sizes: (number | undefined)[] = [];
    for (let i = 0; i < 5; i += 1) sizes.push((await reader?.read())?.value?.length);
    await reader?.cancel();
    expect(sizes).toEqual([1, 1, 1, 1, 1]);
  });

  it.each([
    [400, 'StripeInvalidRequestError'],
    [401, 'StripeAuthenticationError'],
    [403, 'StripePermissionError'],
    [429, 'StripeRateLimitError'],
    [500, 'StripeAPIError'],
    [503, 'StripeAPIError'],
  ] as const)('status %i: is a %s to the client', async (status, type) => {
    here.standIn.faults.next({ kind: 'status', status });
    await expect(openPortal()).rejects.toMatchObject({ statusCode: status, type });
    expect(here.standIn.requests.at(-1)?.status).toBe(status);
  });

  it('status: says what error it is, and whether and when to try again', async () => {
    const error = { code: 'lock_timeout', param: 'customer', message: 'Busy.' };
    here.standIn.faults.next({ kind: 'status', status: 429, error, shouldRetry: false, retryAfter: 7 });
    const answer = await call();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('stripe-should-retry')).toBe('false');
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('request-id')).toMatch(/^req_/);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error', ...error } });
  });

  it('html: is 200 with a page', async () => {
    here.standIn.faults.next({ kind: 'html' });
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await answer.text()).toMatch(/^<!doctype html>/);
  });

  it('empty: is 200 {}', async () => {
    here.standIn.faults.next({ kind: 'empty' });
    expect(await (await call()).json()).toEqual({});
  });

  it('foreignUrl: is the right answer with a URL that leads elsewhere', async () => {
    here.standIn.faults.next({ kind: 'foreignUrl' });
    expect(await openPortal()).toMatchObject({
      customer,
      url: expect.stringMatching(/^https:\/\/evil\.example\//),
    });
    here.standIn.faults.next({ kind: 'foreignUrl', url: 'javascript:alert(1)' });
    expect(await openPortal()).toMatchObject({ url: 'javascript:alert(1)' });
  });

  it('delay: is the right answer, late', async () => {
    here.standIn.faults.next({ kind: 'delay', ms: 150 });
    const start = performance.now();
    expect(await openPortal()).toMatchObject({ customer });
    expect(performance.now() - start).toBeGreaterThanOrEqual(140);
  });
});

describe('faults', () => {
  it('befall the next portal session, once, and nothing else', async () => {
    here.standIn.faults.next({ kind: 'status', status: 503 });
    await expect(here.stripe.customers.retrieve(customer)).resolves.toMatchObject({ id: customer });
    await expect(openPortal()).rejects.toMatchObject({ statusCode: 503 });
    await expect(openPortal()).resolves.toMatchObject({ customer });
  });

  it('befall as many as they are told to, in the order in which they came', async () => {
    here.standIn.faults.next({ kind: 'status', status: 500, times: 2 });
    here.standIn.faults.next({ kind: 'status', status: 503 });
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await call()).status);
    expect(statuses).toEqual([500, 500, 503, 200]);
  });

  it('befall all until they are cleared', async () => {
    here.standIn.faults.next({ kind: 'status', status: 500, times: Infinity });
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await call()).status));
    expect(new Set(statuses)).toEqual(new Set([500]));
    here.standIn.faults.clear();
    expect((await call()).status).toBe(200);
  });

  it('befall the method and the paths that they are for', async () => {
    here.standIn.faults.next({
      kind: 'status',
      status: 500,
      method: 'GET',
      path: '/v1/customers/*',
      times: Infinity,
    });
    await expect(here.stripe.customers.retrieve(customer)).rejects.toMatchObject({ statusCode: 500 });
    await expect(here.stripe.customers.list()).resolves.toMatchObject({ object: 'list' });
    await expect(here.stripe.customers.update(customer, { name: 'Ada' })).resolves.toMatchObject({
      name: 'Ada',
    });
  });

  it.each(['hang', 'drip'] as const)('%s: does not keep the stand-in from closing', async (kind) => {
    const standIn = await startStandIn();
    standIn.faults.next({ kind, method: 'GET', path: '*' });
    const answer = fetch(`${standIn.url}/v1/customers`).then((response) => response.text());
    const broken = expect(answer).rejects.toThrow();
    await expect.poll(() => standIn.requests.length).toBe(1);
    await standIn.close();
    await broken;
  });
});
