import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/standIn/faults.ts';
import { failed, gatewayOnStandIn, returnUrl, shortLimits, watchedGateway } from './gatewayOnStandIn.ts';

describe('a portal session', () => {
  it('is made for the customer, with the way back, and its URL comes back', async () => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    const url = await open(customerId);
    expect(url).toMatch(`${standIn.url}/p/session/`);
    expect(standIn.requests).toMatchObject([
      { method: 'POST', body: { customer: customerId, return_url: returnUrl }, status: 200 },
    ]);
    expect(outcomes).toEqual(['ok']);
  });

  it('is asked for in the pinned version, with an idempotency key', async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    await open(customerId);
    await open(customerId);
    const [first, second] = standIn.requests.map(({ headers }) => headers);
    expect(first?.stripeVersion).toBe('2026-10-28.endive');
    expect(first?.idempotencyKey).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.idempotencyKey).not.toBe(first?.idempotencyKey);
  });
});

type Row = {
  readonly what: string;
  readonly fault: Fault;
  readonly code: string;
  readonly outcome: string;
  readonly tries: number;
};
const status = (code: Extract<Fault, { kind: 'status' }>['status']): Fault => ({
  kind: 'status',
  status: code,
});
const unavailable = { code: 'STRIPE_UNAVAILABLE', tries: 2 };
const refused = { code: 'INTERNAL_ERROR', tries: 1 };

const rows: readonly Row[] = [
  { what: 'a time-out', fault: { kind: 'hang' }, outcome: 'timeout', ...unavailable },
  { what: 'a drip', fault: { kind: 'drip', intervalMs: 10 }, outcome: 'timeout', ...unavailable },
  { what: 'a reset', fault: { kind: 'reset' }, outcome: 'connection', ...unavailable },
  { what: '500', fault: status(500), outcome: 'server_error', ...unavailable },
  { what: '502', fault: status(502), outcome: 'server_error', ...unavailable },
  { what: '503', fault: status(503), outcome: 'server_error', ...unavailable },
  { what: '429', fault: status(429), outcome: 'rate_limited', ...unavailable },
  { what: '401', fault: status(401), outcome: 'key_refused', ...refused },
  { what: '403', fault: status(403), outcome: 'key_refused', ...refused },
  { what: '400', fault: status(400), outcome: 'bad_request', ...refused },
  { what: '402', fault: status(402), outcome: 'bad_request', ...refused },
  { what: '409', fault: status(409), outcome: 'bad_request', ...refused },
  {
    what: 'another object that is missing',
    fault: {
      ...status(400),
      kind: 'status',
      status: 400,
      error: { code: 'resource_missing', param: 'configuration' },
    },
    outcome: 'bad_request',
    ...refused,
  },
  { what: '{}', fault: { kind: 'empty' }, outcome: 'bad_response', code: 'STRIPE_BAD_RESPONSE', tries: 1 },
  { what: 'HTML', fault: { kind: 'html' }, outcome: 'bad_response', code: 'STRIPE_BAD_RESPONSE', tries: 1 },
];

describe('when Stripe fails by', () => {
  it.each(rows)('$what: $code after $tries tries', async ({ fault, code, outcome, tries }) => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    standIn.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
    const failure = await failed(open(customerId));
    expect(failure.code).toBe(code);
    expect(outcomes).toEqual([outcome]);
    expect(standIn.requests).toHaveLength(tries);
    expect(new Set(standIn.requests.map(({ headers }) => headers.idempotencyKey)).size).toBe(1);
    expect(failure.ms).toBeLessThan(shortLimits.callMs + 500);
    if (code === 'STRIPE_UNAVAILABLE') expect(failure.retryAfter).toBeGreaterThan(0);
    else expect(failure.retryAfter).toBeUndefined();
  });

  it('a refused connection: STRIPE_UNAVAILABLE', async () => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    await standIn.close();
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 5 });
    expect(outcomes).toEqual(['connection']);
  });

  it('a failure that is over at the second try: the portal opens', async () => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'reset' });
    expect(await open(customerId)).toMatch(standIn.url);
    expect(standIn.requests).toHaveLength(2);
    expect(outcomes).toEqual(['ok']);
  });

  it('a failure that Stripe calls final: no second try', async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'status', status: 500, shouldRetry: false });
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(standIn.requests).toHaveLength(1);
  });

  it('429 with a long Retry-After: no second try, and the caller is told to wait as long', async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'status', status: 429, retryAfter: 30 });
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_UNAVAILABLE', retryAfter: 30 });
    expect(standIn.requests).toHaveLength(1);
  });

  it('a first try that Stripe is still at work on: STRIPE_UNAVAILABLE, not a fault of the key', async () => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'hang' });
    const error = { type: 'idempotency_error', code: 'idempotency_key_in_use' } as const;
    standIn.faults.next({ kind: 'status', status: 409, error });
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(outcomes).toEqual(['timeout']);
  });
});

describe('the key', () => {
  it('that Stripe does not know: INTERNAL_ERROR, and an error in the log', async () => {
    const { open, customerId, log, outcomes } = await gatewayOnStandIn({ secretKey: 'sk_test_invalidKey' });
    expect(await failed(open(customerId))).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(outcomes).toEqual(['key_refused']);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('"status":401');
  });

  it('of one mode, and an answer of the other: INTERNAL_ERROR, and an error in the log', async () => {
    const { open, customerId, log, outcomes } = await gatewayOnStandIn({ livemode: true });
    expect(await failed(open(customerId))).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(outcomes).toEqual(['wrong_mode']);
    expect(log).toHaveLength(1);
  });

  it('of one mode, and a customer of the other: INTERNAL_ERROR, not "no billing account"', async () => {
    const { open, standIn, customerId, outcomes } = await gatewayOnStandIn();
    const message = `No such customer: '${customerId}'; a similar object exists in live mode, but a test mode key was used to make this request.`;
    standIn.faults.next({
      kind: 'status',
      status: 400,
      error: { code: 'resource_missing', param: 'customer', message },
    });
    expect(await failed(open(customerId))).toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(outcomes).toEqual(['wrong_mode']);
  });
});

describe('no portal configuration', () => {
  it('is PORTAL_NOT_CONFIGURED', async () => {
    const { open, standIn, customerId, outcomes, log } = await gatewayOnStandIn();
    standIn.disableDefaultPortalConfiguration();
    expect(await failed(open(customerId))).toMatchObject({ code: 'PORTAL_NOT_CONFIGURED' });
    expect(outcomes).toEqual(['portal_not_configured']);
    expect(log).toHaveLength(1);
  });

  it("is PORTAL_NOT_CONFIGURED in Stripe's older words, too", async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    const message =
      'You can’t create a portal session in test mode until you save your customer portal settings in test mode at https://dashboard.stripe.com/test/settings/billing/portal.';
    standIn.faults.next({ kind: 'status', status: 400, error: { message } });
    expect(await failed(open(customerId))).toMatchObject({ code: 'PORTAL_NOT_CONFIGURED' });
  });
});

describe('a customer', () => {
  it('that Stripe does not know has no portal', async () => {
    const { open, outcomes, log } = await gatewayOnStandIn();
    expect(await open('cus_unknown')).toBeUndefined();
    expect(outcomes).toEqual(['unknown_customer']);
    expect(log).toEqual([]);
  });

  it('that was deleted has no portal', async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    standIn.data.customers.set(customerId, { id: customerId, object: 'customer', deleted: true });
    expect(await open(customerId)).toBeUndefined();
  });
});

describe('the URL that comes back', () => {
  it.each([
    'http://billing.stripe.com/p/session/test_1',
    'https://billing.stripe.com.evil.example/p/session/test_1',
    'https://evil.example/billing.stripe.com',
    'https://billing.stripe.com@evil.example/',
    'https://user@billing.stripe.com/p/session/test_1',
    'https://billing.stripe.com:8443/p/session/test_1',
    'http://127.0.0.1:1/p/session/test_1',
    'javascript:alert(1)//https://billing.stripe.com',
    '//billing.stripe.com/p/session/test_1',
    'not a URL',
    '',
  ])('%j is STRIPE_BAD_RESPONSE', async (url) => {
    const { open, standIn, customerId } = await gatewayOnStandIn();
    standIn.faults.next({ kind: 'foreignUrl', url });
    expect(await failed(open(customerId))).toMatchObject({ code: 'STRIPE_BAD_RESPONSE' });
  });

  it('may be https on a host of the list', async () => {
    const { open, standIn, customerId } = await gatewayOnStandIn({
      portalUrlHosts: ['billing.stripe.com', 'pay.yourapp.com'],
    });
    for (const url of [
      'https://billing.stripe.com/p/session/test_1',
      'https://pay.yourapp.com/p/session/2',
    ]) {
      standIn.faults.next({ kind: 'foreignUrl', url });
      expect(await open(customerId)).toBe(url);
    }
  });
});

it('a gateway that is closed answers STRIPE_UNAVAILABLE', async () => {
  const { open, gateway } = watchedGateway('http://127.0.0.1:1');
  await gateway.close();
  expect(await failed(open('cus_1'))).toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
});
