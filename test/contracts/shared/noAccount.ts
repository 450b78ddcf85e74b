import { expect, it } from 'vitest';
import type { TestService } from '../../harness/service.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';
import type { History } from './eligibility.ts';

/** The contract's "no billing account", for whoever has none that counts. Stripe is not asked. */
export function hasNoAccount(service: () => TestService, door: Door): void {
  const refused = async (token: string) => {
    const before = service().portalSessions();
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, door.noAccount);
    expect(service().portalSessions()).toBe(before);
  };

  it('whoever never bought anything is told so', async () => {
    await refused((await door.givenNewcomer(service())).token);
  });

  it('a customer who was deleted in Stripe has no billing account', async () => {
    const { token, customer } = await givenVisitor(service(), door);
    await service().store.billingAccounts.markDeleted(customer, new Date().toISOString(), 'test');
    await refused(token);
  });

  it("a customer of Stripe's live mode is none for a service with a test key", async () => {
    await refused((await givenVisitor(service(), door, { livemode: true })).token);
  });
}

/** "No billing account" for customers of these histories, who do have a customer in Stripe. */
export function keepsOut(service: () => TestService, door: Door, histories: readonly History[]): void {
  it.each(histories)('a customer of this history gets none: $who', async ({ who: _, ...facts }) => {
    const { token } = await givenVisitor(service(), door, facts);
    const before = service().portalSessions();
    expectError(service(), door, await service().post(door.path, { token }), door.noAccount);
    expect(service().portalSessions()).toBe(before);
  });
}

/** "No billing account" when it is Stripe that does not know the customer. */
export function isUnknownToStripe(service: () => TestService, door: Door): void {
  it('a customer that Stripe does not know has no billing account', async () => {
    const { token, customer } = await givenVisitor(service(), door);
    service().standIn.data.customers.delete(customer);
    expectError(service(), door, await service().post(door.path, { token }), door.noAccount);
  });
}

export const checkoutUrl = 'https://yourapp.com/pricing';

/** "No billing account" where the service knows the checkout's address. */
export function namesCheckout(service: () => TestService, door: Door, message: string): void {
  it('the message names CHECKOUT_URL where it is set', async () => {
    const { token } = await door.givenNewcomer(service());
    const reply = await service().post(door.path, { token });
    expectError(service(), door, reply, { ...door.noAccount, message });
  });
}
