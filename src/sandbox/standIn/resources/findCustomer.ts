import type Stripe from 'stripe';
import type { StandInState } from '../state.ts';
import { resourceMissing } from '../stripeError.ts';

/**
 * The live customer that a request names.
 *
 * @param param the parameter that names it, for the error.
 * @param status 404 where the id was in the path, otherwise 400.
 * @throws StripeError `resource_missing` where there is none, or it was deleted.
 */
export function findCustomer(
  state: StandInState,
  id: string,
  param = 'customer',
  status: 400 | 404 = 400,
): Stripe.Customer {
  const customer = state.customers.get(id);
  if (!customer || !isLive(customer)) throw resourceMissing('customer', id, param, status);
  return customer;
}

/** Lists may be asked for a deleted customer's objects, not for those of one that never was. */
export function checkCustomerFilter(state: StandInState, id: string | undefined): void {
  if (id !== undefined && !state.customers.has(id)) throw resourceMissing('customer', id, 'customer');
}

export function isLive(customer: Stripe.Customer | Stripe.DeletedCustomer): customer is Stripe.Customer {
  return customer.deleted !== true;
}
