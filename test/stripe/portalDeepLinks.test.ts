import type Stripe from 'stripe';
import { describe, expect, it, vi } from 'vitest';
import type { PortalIntent } from '../../src/billing/portalFlow.ts';
import { allFeatures, givenAda } from '../sandbox/portalSetUp.ts';
import { failed, gatewayOnStandIn, returnUrl, shortLimits } from './gatewayOnStandIn.ts';

const flowOf = { cancel: 'subscription_cancel', change_plan: 'subscription_update' } as const;

/** Ada, who pays, and a portal that offers all it can; `off` features are off. */
async function setUp(...off: (keyof ReturnType<typeof allFeatures>)[]) {
  const { standIn, gateway, outcomes } = await gatewayOnStandIn();
  const ada = await givenAda(standIn);
  const features = allFeatures([ada.professional, ada.business]);
  const configuration = await ada.stripe.billingPortal.configurations.create({
    features: { ...features, ...Object.fromEntries(off.map((name) => [name, { enabled: false }])) },
  });
  const calls = standIn.requests.length;
  const open = (
    intent: PortalIntent | undefined,
    more: { customerId?: string; configurationId?: string | undefined; signal?: AbortSignal } = {},
  ) =>
    gateway.createPortalSession({
      customerId: ada.customer,
      returnUrl,
      configurationId: configuration.id,
      intent,
      signal: new AbortController().signal,
      ...more,
    });
  const sessionOf = (url: string | undefined) =>
    standIn.data.portalSessions.get(url?.split('/').at(-1) ?? '')?.session;
  /** What the gateway asked, by method and last part of the path. */
  const asked = () =>
    standIn.requests
      .slice(calls)
      .map(({ method, path }) => `${method} ${path.replace('/v1/', '').replace(configuration.id, ':id')}`)
      .sort();
  return { standIn, gateway, outcomes, ada, configuration, open, sessionOf, asked };
}

describe('a portal session', () => {
  it('is made with the configuration, the flow and the language that are asked for', async () => {
    const { gateway, ada, configuration, sessionOf } = await setUp();
    const url = await gateway.createPortalSession({
      customerId: ada.customer,
      returnUrl,
      configurationId: configuration.id,
      flow: { type: 'subscription_cancel', subscriptionId: ada.subscription },
      locale: 'ja',
      signal: new AbortController().signal,
    });
    expect(sessionOf(url)).toMatchObject({
      configuration: configuration.id,
      customer: ada.customer,
      flow: { type: 'subscription_cancel', subscription_cancel: { subscription: ada.subscription } },
      locale: 'ja',
      return_url: returnUrl,
    });
  });

  it.each([
    ['is gone', 'bpc_gone'],
    ['is switched off', undefined],
  ])('with a configuration that %s: PORTAL_NOT_CONFIGURED', async (_, gone) => {
    const { ada, configuration, open, outcomes } = await setUp();
    await ada.stripe.billingPortal.configurations.update(configuration.id, { active: false });
    const failure = await failed(open(undefined, gone === undefined ? {} : { configurationId: gone }));
    expect(failure.code).toBe('PORTAL_NOT_CONFIGURED');
    expect(outcomes).toEqual(['portal_not_configured']);
  });
});

describe('a deep link', () => {
  it.each([
    ['update_payment_method', ['GET billing_portal/configurations/:id']],
    ['cancel', ['GET billing_portal/configurations/:id', 'GET subscriptions']],
    ['change_plan', ['GET billing_portal/configurations/:id', 'GET payment_methods', 'GET subscriptions']],
  ] as const)('%s: with no more requests than it takes', async (intent, reads) => {
    const { ada, open, sessionOf, asked } = await setUp();
    const { flow } = sessionOf(await open(intent)) ?? {};
    if (intent === 'update_payment_method') expect(flow?.type).toBe('payment_method_update');
    else
      expect(flow).toMatchObject({
        type: flowOf[intent],
        [flowOf[intent]]: { subscription: ada.subscription },
      });
    expect(asked()).toEqual([...reads, 'POST billing_portal/sessions']);
  });

  it("looks at Stripe's default configuration where none is applied", async () => {
    const { ada, open, sessionOf } = await setUp();
    const url = await open('cancel', { configurationId: undefined });
    expect(sessionOf(url)?.flow).toMatchObject({
      subscription_cancel: { subscription: ada.subscription },
    });
    expect((await failed(open('change_plan', { configurationId: undefined }))).code).toBe(
      'VALIDATION_FAILED',
    );
  });

  it('is never about another customer’s subscription', async () => {
    const { standIn, ada, open } = await setUp();
    const other = standIn.create.customer().id;
    standIn.create.subscription({ customer: other, items: [{ price: ada.business.id }] });
    await ada.stripe.subscriptions.cancel(ada.subscription);
    expect((await failed(open('cancel'))).code).toBe('NO_ACTIVE_SUBSCRIPTION');
  });
});

describe('a deep link is refused', () => {
  it.each([
    ['by cancel_at_period_end', { cancel_at_period_end: true }],
    ['by cancel_at', { cancel_at: Math.floor(Date.now() / 1000) + 86_400 }],
  ] satisfies [string, Stripe.SubscriptionUpdateParams][])(
    'where the subscription ends on a set date, %s',
    async (_, change) => {
      const { ada, open } = await setUp();
      await ada.stripe.subscriptions.update(ada.subscription, change);
      expect((await failed(open('cancel'))).code).toBe('ALREADY_CANCELING');
      expect((await failed(open('change_plan'))).code).toBe('SUBSCRIPTION_CANCELING');
    },
  );

  it('for a change of plan without a payment method', async () => {
    const { ada, open } = await setUp();
    const { data } = await ada.stripe.paymentMethods.list({ customer: ada.customer });
    for (const { id } of data) await ada.stripe.paymentMethods.detach(id);
    expect((await failed(open('change_plan'))).code).toBe('NO_PAYMENT_METHOD');
    expect(await open('cancel')).toContain('/p/session/');
  });

  it.each([
    ['update_payment_method', 'payment_method_update'],
    ['cancel', 'subscription_cancel'],
    ['change_plan', 'subscription_update'],
  ] as const)('%s where the configuration does not offer it', async (intent, feature) => {
    const { open } = await setUp(feature);
    const failure = await failed(open(intent));
    expect(failure).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(failure.all).toContain("reason: 'intentNotOffered'");
  });
});

describe('a customer', () => {
  it.each(['update_payment_method', 'cancel', 'change_plan'] as const)(
    'whom Stripe does not know has no portal: %s',
    async (intent) => {
      const { open } = await setUp();
      expect(await open(intent, { customerId: 'cus_unknown' })).toBeUndefined();
    },
  );

  it.each(['update_payment_method', 'cancel', 'change_plan'] as const)(
    'who was deleted has none either: %s',
    async (intent) => {
      const { ada, open } = await setUp();
      await ada.stripe.customers.del(ada.customer);
      expect(await open(intent)).toBeUndefined();
    },
  );
});

describe('when Stripe fails on the way to a deep link', () => {
  it('a configuration that is gone is PORTAL_NOT_CONFIGURED, and never a customer who is', async () => {
    const { open } = await setUp();
    expect((await failed(open('cancel', { configurationId: 'bpc_gone' }))).code).toBe(
      'PORTAL_NOT_CONFIGURED',
    );
  });

  it.each(['/v1/billing_portal/configurations/*', '/v1/subscriptions', '/v1/payment_methods'])(
    'at %s: STRIPE_UNAVAILABLE, or STRIPE_BAD_RESPONSE',
    async (path) => {
      const { standIn, open } = await setUp();
      standIn.faults.next({ kind: 'status', status: 503, method: 'GET', path, times: 2 });
      expect((await failed(open('change_plan'))).code).toBe('STRIPE_UNAVAILABLE');
      standIn.faults.next({ kind: 'empty', method: 'GET', path });
      expect((await failed(open('change_plan'))).code).toBe('STRIPE_BAD_RESPONSE');
    },
  );

  it('all requests have one deadline together', async () => {
    const { standIn, open } = await setUp();
    const slow = { kind: 'delay', ms: shortLimits.tryMs - 40 } as const;
    standIn.faults.next({ ...slow, method: 'GET', path: '/v1/subscriptions' });
    standIn.faults.next({ kind: 'hang', times: 2 });
    const failure = await failed(open('cancel'));
    expect(failure.code).toBe('STRIPE_UNAVAILABLE');
    expect(failure.ms).toBeLessThan(shortLimits.callMs + 100);
  });

  it('a caller who hangs up ends them all', async () => {
    const { standIn, open } = await setUp();
    standIn.faults.next({ kind: 'hang', method: 'GET', path: '/v1/subscriptions' });
    const caller = new AbortController();
    const call = open('cancel', { signal: caller.signal });
    caller.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
  });
});

describe('what changes between the look and the session', () => {
  it('is answered as it is then', async () => {
    const { standIn, ada, open } = await setUp();
    standIn.faults.next({ kind: 'delay', ms: 60 });
    const session = failed(open('cancel'));
    await vi.waitFor(() => expect(standIn.requests.at(-1)?.path).toBe('/v1/billing_portal/sessions'));
    await ada.stripe.subscriptions.update(ada.subscription, { cancel_at_period_end: true });
    expect((await session).code).toBe('ALREADY_CANCELING');
  });

  it('is looked at once more where Stripe refuses the flow', async () => {
    const { standIn, open, sessionOf } = await setUp();
    standIn.faults.next({
      kind: 'status',
      status: 400,
      error: { param: 'flow_data[subscription_cancel][subscription]' },
    });
    expect(sessionOf(await open('cancel'))?.flow?.type).toBe('subscription_cancel');
  });

  it('is not offered where Stripe refuses the flow again', async () => {
    const { standIn, open } = await setUp();
    const error = { param: 'flow_data[subscription_update][subscription]', message: 'Multiple items.' };
    standIn.faults.next({ kind: 'status', status: 400, error, times: 2 });
    const failure = await failed(open('change_plan'));
    expect(failure.code).toBe('VALIDATION_FAILED');
    expect(failure.forLog).toContain('flow_data[subscription_update]');
  });

  it('another refusal stays what it is', async () => {
    const { standIn, open } = await setUp();
    standIn.faults.next({ kind: 'status', status: 400, error: { param: 'return_url' } });
    expect((await failed(open('cancel'))).code).toBe('INTERNAL_ERROR');
  });
});
