import type { Owner } from '../../billing/owner.ts';
import type { DatabaseAndStripeConfig } from '../../config.ts';
import type { BillingAccountFacts } from '../../store/billingAccounts.ts';
import { CommandFailure } from '../commandFailure.ts';
import { unknownCustomer } from '../directory/completeEntries.ts';
import { visible } from '../output.ts';
import { withStripe } from '../parts.ts';

/**
 * What an account is to say of a customer, as Stripe knows it now.
 *
 * @param setBy the command that asks.
 * @throws CommandFailure where Stripe does not know the customer in the key's mode, or has deleted it.
 */
export async function factsFromStripe(
  config: DatabaseAndStripeConfig,
  of: Owner,
  customerId: string,
  setBy: string,
): Promise<BillingAccountFacts> {
  const setAt = new Date().toISOString();
  const facts = await withStripe(config, (stripe) => stripe.customerFacts(customerId));
  if (!facts) {
    throw new CommandFailure(
      `${visible(unknownCustomer(customerId, config.stripe.livemode))}. Check the id, and that STRIPE_SECRET_KEY is of the same account and mode.`,
    );
  }
  if (facts.deleted)
    throw new CommandFailure(
      `The customer ${visible(customerId)} is deleted in Stripe, so it opens no portal. Link another one.`,
    );
  const { livemode, purchasedAt, subscriptionStatus } = facts;
  return { owner: of, customerId, livemode, purchasedAt, subscriptionStatus, setBy, setAt };
}
