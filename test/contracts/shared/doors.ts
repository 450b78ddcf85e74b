import type { ContractOperationId } from '../../../generated/operations.ts';
import type { Owner } from '../../../src/billing/owner.ts';
import { newUser, type OwnerFacts, type TestService, tokenOf } from '../../harness/service.ts';

/** Somebody with a credential, and the Stripe customer whose portal it opens. */
export type Visitor = { readonly token: string; readonly owner: Owner; readonly customer: string };

/** A way into a portal: a contract's operation, by one kind of credential. The texts are the contract's own. */
export type Door = {
  readonly operation: ContractOperationId;
  readonly path: string;
  readonly credential: 'an access token' | 'an API key';
  readonly envelope: 'nested' | 'flat';
  readonly unauthorized: string;
  readonly internalError: string;
  readonly noAccount: { readonly status: number; readonly code: string; readonly message: string };
  /** A credential of somebody who has no billing account yet, and who it would belong to. */
  givenNewcomer(service: TestService): Promise<{ readonly token: string; readonly owner: Owner }>;
};

const ourFault =
  'Something went wrong on our side. Please report it with the request id in the X-Request-Id header.';

const subscriptions = {
  envelope: 'nested',
  unauthorized: 'Invalid or missing token.',
  internalError: ourFault,
  noAccount: {
    status: 400,
    code: 'NO_STRIPE_CUSTOMER',
    message: 'No billing account found. User must make a purchase first.',
  },
} as const;

const billingPortal = {
  operation: 'createBillingPortalSession',
  path: '/api/billing-portal',
  envelope: 'nested',
  unauthorized: 'Invalid or expired token',
  internalError: ourFault,
  noAccount: { status: 404, code: 'NOT_FOUND', message: 'No billing account found' },
} as const;

const byToken = {
  credential: 'an access token',
  async givenNewcomer() {
    const id = newUser();
    return { token: await tokenOf(id), owner: { type: 'user', id } };
  },
} as const satisfies Partial<Door>;

const byKey = {
  credential: 'an API key',
  async givenNewcomer(service: TestService) {
    const id = newUser();
    return { token: await service.givenKey({ userId: id }), owner: { type: 'user', id } };
  },
} as const satisfies Partial<Door>;

export const subscriptionsByToken: Door = {
  operation: 'openSubscriptionsPortal',
  path: '/api/v1/subscriptions/portal',
  ...subscriptions,
  ...byToken,
};

export const subscriptionsByKey: Door = {
  operation: 'openSubscriptionsPortalWithApiKey',
  path: '/api/v1/subscriptions/portal/api',
  ...subscriptions,
  ...byKey,
};

export const billingPortalByToken: Door = { ...billingPortal, ...byToken };
export const billingPortalByKey: Door = { ...billingPortal, ...byKey };

export const organization: Door = {
  operation: 'createBillingPortal',
  path: '/subscriptions/portal',
  credential: 'an access token',
  envelope: 'flat',
  unauthorized: 'Invalid or missing token.',
  internalError: 'Failed to create billing portal session',
  noAccount: {
    status: 400,
    code: 'NO_STRIPE_CUSTOMER',
    message: 'No billing account found for this organization. It must make a purchase first.',
  },
  async givenNewcomer(service) {
    const user = newUser();
    const id = `o-${user}`;
    await service.givenMember(user, id, 'owner');
    return { token: await tokenOf(user), owner: { type: 'organization', id } };
  },
};

/** Those of users, which take a return URL. */
export const userDoors = [
  subscriptionsByToken,
  subscriptionsByKey,
  billingPortalByToken,
  billingPortalByKey,
] as const;
export const allDoors = [...userDoors, organization] as const;

/** Somebody with a billing account, and a credential for the door. */
export async function givenVisitor(
  service: TestService,
  door: Door,
  facts: OwnerFacts = {},
): Promise<Visitor> {
  const { token, owner } = await door.givenNewcomer(service);
  return { token, owner, customer: await service.givenAccount(owner, facts) };
}
