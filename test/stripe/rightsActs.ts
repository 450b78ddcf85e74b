import type { PortalIntent } from '../../src/billing/portalFlow.ts';
import { stripeCallOf } from '../../src/stripe/rights.ts';
import type { FollowedEventType } from '../../src/sync/eventTypes.ts';
import { allDoors, type Door, givenVisitor, userDoors } from '../contracts/shared/doors.ts';
import { deliver, deliveryOf, eventOf } from '../contracts/shared/webhooks.ts';
import type { Reply, RequestOptions } from '../harness/client.ts';
import { newUser, type TestService } from '../harness/service.ts';
import { webhookSecret } from '../sync/deliveries.ts';

/** The key of these tests; what it may do is said to the stand-in. */
export const restrictedKey = 'rk_test_0123456789abcdef';

export const withRestrictedKey = {
  env: { STRIPE_SECRET_KEY: restrictedKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
} as const;

/** Does something, and tells which calls to Stripe it took, by the names of the table. */
export async function callsOf(
  { standIn }: Pick<TestService, 'standIn'>,
  work: () => Promise<unknown>,
): Promise<Set<string>> {
  const before = standIn.requests.length;
  await work();
  return new Set(
    standIn.requests
      .slice(before)
      .map(({ method, path }) => stripeCallOf(method, path) ?? `${method} ${path}`),
  );
}

/** A portal that is asked for: at each door, and where the door knows intents, with each of them. */
export type PortalRequest = { readonly door: Door; readonly intent?: PortalIntent };

const intents = ['update_payment_method', 'cancel', 'change_plan'] as const;
export const portalRequests: readonly PortalRequest[] = [
  ...allDoors.map((door) => ({ door })),
  ...userDoors.flatMap((door) => intents.map((intent) => ({ door, intent }))),
];

/** Asks for the portal of somebody who has what each intent takes. */
export async function askForPortal(
  service: TestService,
  { door, intent }: PortalRequest,
  post: (path: string, options: RequestOptions) => Promise<Reply> = service.post,
): Promise<Reply> {
  const { token, customer } = await givenVisitor(service, door);
  const { create } = service.standIn;
  create.card({ customer });
  create.subscription({ customer, items: [{ price: priceOf(service).id }] });
  return post(door.path, { token, ...(intent && { json: { intent } }) });
}

/** Has the service open a portal that offers all that may be intended; before it is asked for the first one. */
export async function givenPortal(service: TestService): Promise<void> {
  const { id, product } = priceOf(service);
  const { id: configurationId } = service.standIn.create.portalConfiguration({
    features: {
      payment_method_update: { enabled: true },
      subscription_cancel: { enabled: true },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ['price'],
        products: [{ product: String(product), prices: [id] }],
      },
    },
  });
  const applied = { configurationId, hash: 'of the test', appliedAt: new Date().toISOString() };
  await service.store.portalConfigurations.save({ profile: 'default', livemode: false, ...applied });
}

/** Asks for the portal of somebody whom only Stripe knows yet. */
export async function askForPortalUnknown(
  service: TestService,
  door: Door,
  post: (path: string, options: RequestOptions) => Promise<Reply> = service.post,
): Promise<Reply> {
  const { token, owner } = await door.givenNewcomer(service);
  const customer = givenCustomer(service, owner);
  service.standIn.create.subscription({ customer, items: [{ price: priceOf(service).id }] });
  return post(door.path, { token });
}

/** Delivers an event about somebody new. @returns its id */
export async function deliverEvent(service: TestService, type: FollowedEventType): Promise<string> {
  const id = `evt_${newUser()}`;
  await deliver(service, deliveryOf(eventOf(service, type, objectOf(service, type), id)));
  return id;
}

function objectOf(service: TestService, type: FollowedEventType): object {
  const { create, data } = service.standIn;
  if (type === 'billing_portal.configuration.updated')
    return [...data.portalConfigurations.values()][0] ?? {};
  const customer = givenCustomer(service, { type: 'user', id: newUser() });
  if (type.startsWith('invoice.')) return create.invoice({ customer, amount: 900 });
  if (type.startsWith('checkout.'))
    return create.checkoutSession({ customer, mode: 'setup', status: 'complete' });
  if (type.startsWith('customer.subscription.'))
    return create.subscription({ customer, items: [{ price: priceOf(service).id }] });
  return data.customers.get(customer) ?? {};
}

/** A customer whom Stripe names an owner for. */
export function givenCustomer(
  { standIn }: TestService,
  owner: { readonly type: string; readonly id: string },
): string {
  const metadata = { billing_owner_type: owner.type, billing_owner_id: owner.id };
  return standIn.create.customer({ metadata }).id;
}

/** The one price of a service's account. */
export function priceOf({ standIn }: TestService) {
  const [known] = standIn.data.prices.values();
  const recurring = { interval: 'month' } as const;
  const price = { currency: 'usd', unit_amount: 900, recurring, product_data: { name: 'Professional' } };
  return known ?? standIn.create.price(price);
}
