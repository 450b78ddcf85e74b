import { formatOwner, type Owner } from '../../src/billing/owner.ts';
import { newUser, type OwnerFacts, type TestService } from '../harness/service.ts';

/** What explains itself: an owner in some state, and how a portal request is answered then. */
export type Case = {
  readonly who: string;
  /** Makes it so. @returns the owner. */
  readonly given: (service: TestService) => Promise<Owner>;
  /** The codes by operation, `opens` where a portal opens. Those that are left out are not looked at. */
  readonly answers: Readonly<Record<string, string>>;
  /** What the first refusal, or else the first answer, is put down to. */
  readonly why: RegExp;
  /** The answers where Stripe is not asked, if they are other ones. */
  readonly offline?: Readonly<Record<string, string>>;
};

const minuteAgo = () => new Date(Date.now() - 61_000).toISOString();
const userOf = (id = newUser()): Owner => ({ type: 'user', id });

async function givenUser(service: TestService, facts: OwnerFacts = {}) {
  const owner = userOf();
  return { owner, customer: await service.givenAccount(owner, facts) };
}

/** A customer in Stripe alone, who names the owner. */
function customerOf({ standIn }: TestService, { type, id }: Owner): string {
  return standIn.create.customer({ metadata: { billing_owner_type: type, billing_owner_id: id } }).id;
}

function pay({ standIn }: TestService, customer: string): void {
  standIn.create.invoice({ customer, amount: 900, created: Date.UTC(2025, 0, 1) / 1000 });
}

const all = (answer: string) => ({ openSubscriptionsPortal: answer, createBillingPortalSession: answer });
const refused = { openSubscriptionsPortal: 'NO_STRIPE_CUSTOMER', createBillingPortalSession: 'NOT_FOUND' };

/** Owners in the states that a person on call meets. */
export const cases: readonly Case[] = [
  {
    who: 'a user who never bought anything',
    given: async () => userOf(),
    answers: { ...refused, createBillingPortal: 'USER_NOT_FOUND' },
    why: /^No customer is linked to user:\S+ in test mode\.$/,
  },
  {
    who: 'a user with a subscription',
    given: async (service) => (await givenUser(service)).owner,
    answers: all('opens'),
    why: /^cus_\w+ is linked to user:\S+ since test at \S+, and subscriptionStatus is active since test at \S+\.$/,
  },
  {
    who: 'a lapsed customer',
    given: async (service) =>
      (await givenUser(service, { purchasedAt: '2025-01-01T00:00:00.000Z', subscriptionStatus: 'canceled' }))
        .owner,
    answers: all('opens'),
    why: /and purchasedAt is 2025-01-01T00:00:00.000Z since test at/,
  },
  {
    who: 'a customer who never bought anything',
    given: async (service) => (await givenUser(service, { subscriptionStatus: null })).owner,
    answers: { openSubscriptionsPortal: 'NO_STRIPE_CUSTOMER', createBillingPortalSession: 'opens' },
    why: /^No purchase and no subscription: purchasedAt is missing since cus_\w+ was linked by test at \S+, and subscriptionStatus is missing, too\.$/,
  },
  {
    who: 'a customer whose first payment did not come',
    async given(service) {
      const { owner, customer } = await givenUser(service, { subscriptionStatus: 'incomplete' });
      service.standIn.create.subscription({
        customer,
        items: [{ price: priceIn(service) }],
        status: 'incomplete',
      });
      return owner;
    },
    answers: { openSubscriptionsPortal: 'NO_STRIPE_CUSTOMER', createBillingPortalSession: 'opens' },
    why: /subscriptionStatus is incomplete since test at/,
  },
  {
    who: 'a customer who is deleted',
    async given(service) {
      const { owner, customer } = await givenUser(service);
      await service.store.billingAccounts.markDeleted(customer, new Date().toISOString(), 'evt_deleted');
      service.standIn.data.customers.set(customer, { id: customer, object: 'customer', deleted: true });
      return owner;
    },
    answers: refused,
    why: /in test mode; cus_\w+ was deleted in Stripe \(evt_deleted at \S+\)\.$/,
  },
  {
    who: 'a customer who was replaced, and whose successor is deleted',
    async given(service) {
      const { owner, customer } = await givenUser(service);
      const { id } = service.standIn.create.customer();
      await service.store.billingAccounts.link(
        {
          owner,
          customerId: id,
          livemode: false,
          purchasedAt: null,
          subscriptionStatus: null,
          setBy: 'customers link',
          setAt: new Date().toISOString(),
        },
        { replace: true },
      );
      await service.store.billingAccounts.markDeleted(id, new Date().toISOString(), 'evt_deleted');
      service.standIn.data.customers.delete(customer);
      return owner;
    },
    answers: refused,
    why: /cus_\w+ was replaced by a person \(customers link at \S+\)/,
  },
  {
    who: 'a customer of the other mode of Stripe',
    given: async (service) => (await givenUser(service, { livemode: true })).owner,
    answers: refused,
    why: /cus_\w+ is of Stripe's live mode/,
  },
  {
    who: 'a customer whom Stripe did not know a moment ago',
    async given(service) {
      const { owner, customer } = await givenUser(service);
      await service.store.billingAccounts.markStale(customer, new Date().toISOString(), 'evt_stale');
      return owner;
    },
    answers: refused,
    why: /^Stripe did not know cus_\w+ at \S+ since evt_stale at \S+, and is asked again a minute after that\.$/,
  },
  {
    who: 'a customer whom Stripe did not know a while ago',
    async given(service) {
      const { owner, customer } = await givenUser(service, { setAt: minuteAgo() });
      await service.store.billingAccounts.markStale(customer, minuteAgo(), 'evt_stale');
      return owner;
    },
    answers: all('opens'),
    why: /is linked to/,
  },
  {
    who: 'a customer whom Stripe has deleted, and the store does not know it yet',
    async given(service) {
      const { owner, customer } = await givenUser(service);
      service.standIn.data.customers.set(customer, { id: customer, object: 'customer', deleted: true });
      return owner;
    },
    answers: refused,
    why: /^By the store a portal would open for cus_\w+, but Stripe has deleted it/,
    offline: all('opens'),
  },
  {
    who: 'a customer whom Stripe does not know, and the store does not know that yet',
    async given(service) {
      const { owner, customer } = await givenUser(service);
      service.standIn.data.customers.delete(customer);
      return owner;
    },
    answers: refused,
    why: /but Stripe does not know it/,
    offline: all('opens'),
  },
  {
    who: 'a user whose first webhook is late',
    async given(service) {
      const owner = userOf();
      pay(service, customerOf(service, owner));
      return owner;
    },
    answers: all('opens'),
    why: /^The store alone would refuse: no customer is linked to user:\S+ in test mode\. By Stripe cus_\w+ is linked to user:\S+ in Stripe now, and purchasedAt is 2025-01-01T00:00:00.000Z in Stripe now\.$/,
    offline: refused,
  },
  {
    who: 'a customer whose payment is not here yet',
    async given(service) {
      const { owner, customer } = await givenUser(service, { subscriptionStatus: null, setAt: minuteAgo() });
      pay(service, customer);
      return owner;
    },
    answers: all('opens'),
    why: /^The store alone would refuse: no purchase and no subscription/,
    offline: { openSubscriptionsPortal: 'NO_STRIPE_CUSTOMER', createBillingPortalSession: 'opens' },
  },
  {
    who: 'a user whose customer was deleted, and who came back with a new one',
    async given(service) {
      const { owner, customer } = await givenUser(service, { subscriptionStatus: null, setAt: minuteAgo() });
      service.standIn.data.customers.set(customer, { id: customer, object: 'customer', deleted: true });
      pay(service, customerOf(service, owner));
      return owner;
    },
    answers: { openSubscriptionsPortal: 'opens' },
    why: /By Stripe cus_\w+ is linked/,
    offline: { openSubscriptionsPortal: 'NO_STRIPE_CUSTOMER' },
  },
  {
    who: 'a user with a second customer that is set aside',
    async given(service) {
      const { owner } = await givenUser(service);
      await setAside(service, owner, customerOf(service, owner), 'owner_has_other_customer');
      return owner;
    },
    answers: all('opens'),
    why: /is linked to/,
  },
  {
    who: "a user whom Stripe names for somebody else's customer",
    async given(service) {
      const { customer } = await givenUser(service);
      const owner = userOf();
      service.standIn.create.checkoutSession({
        customer,
        mode: 'setup',
        status: 'complete',
        client_reference_id: formatOwner(owner),
      });
      await setAside(service, owner, customer, 'customer_of_other_owner');
      return owner;
    },
    answers: refused,
    why: /in test mode; cus_\w+ is set aside for a person to decide\.$/,
  },
  {
    who: 'an organization whose member may manage billing',
    async given(service) {
      const id = `o-${newUser()}`;
      await service.givenMember(newUser(), id, 'billing');
      await service.givenAccount({ type: 'organization', id });
      return { type: 'organization', id };
    },
    answers: { createBillingPortal: 'opens' },
    why: /^cus_\w+ is linked to organization:\S+ since test at \S+\.$/,
  },
  {
    who: 'an organization whose member may not manage billing',
    async given(service) {
      const id = `o-${newUser()}`;
      await service.givenMember(newUser(), id, 'workspaces');
      await service.givenAccount({ type: 'organization', id });
      return { type: 'organization', id };
    },
    // The second is nobody: how it would be if there were somebody in the right role.
    answers: { createBillingPortal: 'FORBIDDEN,opens' },
    why: /^u-\S+ has the role workspaces in o-\S+, which may not manage billing/,
  },
  {
    who: 'a member without the right role',
    async given(service) {
      const owner = userOf();
      await service.givenMember(owner.id, `o-${owner.id}`, 'user');
      return owner;
    },
    answers: { createBillingPortal: 'FORBIDDEN' },
    why: /^u-\S+ has the role user in o-u-\S+, which may not manage billing/,
  },
  {
    who: 'a user who is a member of no organization',
    async given({ store }) {
      const owner = userOf();
      await store.directory.importLines([{ line: 1, type: 'user', id: owner.id }]);
      return owner;
    },
    answers: { createBillingPortal: 'NO_ORGANIZATION' },
    why: /^u-\S+ is a member of no organization\.$/,
  },
  {
    who: 'a member of several organizations',
    async given(service) {
      const owner = userOf();
      for (const n of [1, 2]) await service.givenMember(owner.id, `o${n}-${owner.id}`, 'owner');
      await service.givenAccount({ type: 'organization', id: `o2-${owner.id}` });
      return owner;
    },
    answers: { ...refused, createBillingPortal: 'VALIDATION_FAILED,NO_STRIPE_CUSTOMER,opens' },
    why: /^No customer is linked/,
  },
  {
    who: 'an organization without a customer',
    async given(service) {
      const id = `o-${newUser()}`;
      await service.givenMember(newUser(), id, 'owner');
      return { type: 'organization', id };
    },
    answers: { createBillingPortal: 'NO_STRIPE_CUSTOMER' },
    why: /^No customer is linked to organization:/,
  },
  {
    who: 'an organization whose portal profile was never applied',
    async given(service) {
      const id = `o-${newUser()}`;
      await service.givenMember(newUser(), id, 'owner');
      await service.givenAccount({ type: 'organization', id });
      await service.store.directory.importLines([
        { line: 1, type: 'organization', id, name: id, portalProfile: 'never-applied' },
      ]);
      return { type: 'organization', id };
    },
    answers: { createBillingPortal: 'PORTAL_NOT_CONFIGURED' },
    why: /^The portal profile never-applied is not applied in test mode: run `billing-portal portal-config apply`/,
  },
];

/** Cases of API keys: the user has a subscription. */
export const keyCases = [
  { who: 'a good key', key: {}, code: 'opens', why: /is linked to/ },
  {
    who: 'a key without the scope',
    key: { scopes: [] },
    code: 'FORBIDDEN',
    why: /^The key's scopes: none\.$/,
  },
  {
    who: 'a key whose origins leave the default out',
    key: { returnOrigins: ['http://localhost:5173'] },
    code: 'VALIDATION_FAILED',
    why: /may lead back to http:\/\/localhost:5173 alone/,
  },
  {
    who: 'a key whose profile was never applied',
    key: { portalProfile: 'never-applied' },
    code: 'PORTAL_NOT_CONFIGURED',
    why: /^The portal profile never-applied is not applied/,
  },
] as const;

/** Has a link set aside, as an event would. */
async function setAside(
  { store }: TestService,
  owner: Owner,
  customerId: string,
  kind: 'owner_has_other_customer' | 'customer_of_other_owner',
): Promise<void> {
  const link = { customerId, owner, livemode: false, kind, seenBy: 'evt_conflict' } as const;
  await store.linkConflicts.setAside(link, new Date().toISOString());
}

export function priceIn({ standIn }: TestService): string {
  return standIn.create.price({
    product: standIn.create.product({ name: 'Professional' }).id,
    unit_amount: 900,
    currency: 'usd',
    recurring: { interval: 'month' },
  }).id;
}
