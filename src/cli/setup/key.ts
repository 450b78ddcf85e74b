import { describeRight, rightsNeeded } from '../../stripe/rights.ts';
import { CommandFailure } from '../commandFailure.ts';
import { withStripe } from '../parts.ts';
import { userNames } from '../stripeRights.ts';
import type { Step } from './step.ts';

/** The Stripe key: that it is good, and has every right that the service and its commands need. */
export const checkKey: Step = async ({ config }) => {
  const needed = rightsNeeded();
  const missing = await withStripe(config, (stripe) => stripe.missingRights(needed));
  if (missing.length > 0) {
    const lacks = missing.map((right) => `  ${describeRight(right)}  (for ${userNames(right)})`);
    throw new CommandFailure(
      `STRIPE_SECRET_KEY lacks rights:\n${lacks.join('\n')}\nGive it these in Stripe's Dashboard, https://dashboard.stripe.com/apikeys.`,
    );
  }
  const { livemode, secretKey } = config.stripe;
  const kind = secretKey.startsWith('rk_') ? 'restricted key' : 'secret key';
  return {
    outcome: 'checked',
    message: `A ${kind} of ${livemode ? 'live' : 'test'} mode, with every right that is needed.`,
    facts: { livemode, rights: needed },
  };
};
