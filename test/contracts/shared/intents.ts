import { expect, it, vi } from 'vitest';
import type { RequestOptions } from '../../harness/client.ts';
import type { TestService } from '../../harness/service.ts';
import { allFeatures } from '../../sandbox/portalSetUp.ts';
import { clientOf } from '../../sandbox/useStandIn.ts';
import { expectError, expectPortalOf } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';
import { deliver, deliveryOf, eventOf } from './webhooks.ts';

/** What Stripe was asked for last. */
function lastSession({ standIn }: TestService) {
  return standIn.requests.findLast(({ path }) => path === '/v1/billing_portal/sessions')?.body;
}

/** Has the portal offer plan changes, too. The service knows the webhook's secret. */
async function offerAll(service: TestService): Promise<string> {
  const { standIn, store } = service;
  const [known] = await store.portalConfigurations.list(false);
  const price = standIn.create.price({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Professional' },
  });
  if (known !== undefined) return price.id;
  const configurations = clientOf(standIn.url).billingPortal.configurations;
  const configuration = await configurations.create({ features: allFeatures([price]) });
  await store.portalConfigurations.save({
    profile: 'default',
    livemode: false,
    configurationId: configuration.id,
    hash: 'of the test',
    appliedAt: new Date().toISOString(),
  });
  // So that the service looks again at once, as after somebody's change in Stripe.
  await deliver(service, deliveryOf(eventOf(service, 'billing_portal.configuration.updated', configuration)));
  await vi.waitFor(async () => expect((await store.stripeEvents.backlog()).waiting).toBe(0));
  return price.id;
}

type Subscriber = { readonly token: string; readonly customer: string; readonly subscription: string };

async function givenSubscriber(
  service: TestService,
  door: Door,
  { card = true, canceling = false } = {},
): Promise<Subscriber> {
  const price = await offerAll(service);
  const { token, customer } = await givenVisitor(service, door);
  if (card) service.standIn.create.card({ customer });
  const { id } = service.standIn.create.subscription({
    customer,
    items: [{ price }],
    ...(canceling && { cancel_at_period_end: true }),
  });
  return { token, customer, subscription: id };
}

/** 200: the portal opens where the user wants to go, in their language. */
export function opensFlows(service: () => TestService, door: Door): void {
  const open = (token: string, options: RequestOptions) => service().post(door.path, { token, ...options });

  it('to update a payment method', async () => {
    const { token, customer } = await givenSubscriber(service(), door);
    const reply = await open(token, { json: { intent: 'update_payment_method' } });
    expect(reply.status).toBe(200);
    expect(lastSession(service())).toMatchObject({ customer, flow_data: { type: 'payment_method_update' } });
  });

  it.each([
    ['cancel', 'subscription_cancel'],
    ['change_plan', 'subscription_update'],
  ])('to %s the own subscription', async (intent, type) => {
    const { token, subscription } = await givenSubscriber(service(), door);
    expect((await open(token, { json: { intent } })).status).toBe(200);
    expect(lastSession(service())).toMatchObject({ flow_data: { type, [type]: { subscription } } });
  });

  it('in the language that is asked for, else in the one that Accept-Language likes best', async () => {
    const { token, customer } = await givenSubscriber(service(), door);
    const headers = { 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.5' };
    await expectPortalOf(await open(token, { json: { locale: 'en' }, headers }), customer);
    expect(lastSession(service())).toMatchObject({ locale: 'en' });
    expect((await open(token, { headers })).status).toBe(200);
    expect(lastSession(service())).toMatchObject({ locale: 'de' });
  });
}

/** 400: there is nothing to be done there. */
export function refusesFlows(service: () => TestService, door: Door): void {
  const refused = async (token: string, intent: string, code: string, message: string) => {
    const before = service().portalSessions();
    const reply = await service().post(door.path, { token, json: { intent } });
    expectError(service(), door, reply, { status: 400, code, message });
    expect(service().portalSessions()).toBe(before);
  };

  it.each(['cancel', 'change_plan'])('to %s without a subscription', async (intent) => {
    await offerAll(service());
    const { token } = await givenVisitor(service(), door);
    await refused(
      token,
      intent,
      'NO_ACTIVE_SUBSCRIPTION',
      'There is no active subscription. Start one first.',
    );
  });

  it('to cancel one that is being canceled', async () => {
    const { token } = await givenSubscriber(service(), door, { canceling: true });
    await refused(token, 'cancel', 'ALREADY_CANCELING', 'The subscription is already set to be canceled.');
  });

  it('to change the plan of one that is being canceled', async () => {
    const { token } = await givenSubscriber(service(), door, { canceling: true });
    await refused(
      token,
      'change_plan',
      'SUBSCRIPTION_CANCELING',
      'The subscription is set to be canceled and cannot be changed. Take the cancellation back first.',
    );
  });

  it('to change the plan without anything to pay with', async () => {
    const { token } = await givenSubscriber(service(), door, { card: false });
    await refused(
      token,
      'change_plan',
      'NO_PAYMENT_METHOD',
      'There is no payment method on file. Add one in the billing portal, then try again.',
    );
  });

  it('an intent that is none, and a language that Stripe does not have', async () => {
    const { token } = await givenSubscriber(service(), door);
    const { status, body } = await service().post(door.path, {
      token,
      json: { intent: 'refund', locale: 'xx' },
    });
    expect({ status, paths: body.error.details.map(({ path }: { path: string[] }) => path) }).toEqual({
      status: 400,
      paths: [['intent'], ['locale']],
    });
  });
}

/** 400: Stripe's default configuration in the stand-in has no plan changes. For a service where none is applied. */
export function offersNoPlans(service: () => TestService, door: Door): void {
  it('an intent that the portal does not offer', async () => {
    const { token } = await givenVisitor(service(), door);
    const message =
      "intent is not offered by the portal's configuration. Leave it out, or have the feature switched on.";
    expectError(
      service(),
      door,
      await service().post(door.path, { token, json: { intent: 'change_plan' } }),
      {
        status: 400,
        code: 'VALIDATION_FAILED',
        message: `The request is not valid. ${message}`,
        details: [{ code: 'custom', path: ['intent'], message }],
      },
    );
  });
}
