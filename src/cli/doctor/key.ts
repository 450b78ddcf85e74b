import { describeRight, rightsNeeded } from '../../stripe/rights.ts';
import { userNames, usersOf } from '../stripeRights.ts';
import { type Opened, stripeOf } from './context.ts';
import { error, type Findings, orElse, warning } from './finding.ts';

/** The Stripe key: its mode, and the rights that the service needs, and these checks. */
export async function checkKey(opened: Opened): Findings {
  const { values, livemode } = opened;
  const missing = await stripeOf(opened).missingRights(rightsNeeded(['serve', 'doctor']));
  const lacks = missing.map((right) => {
    const find = usersOf(right).includes('serve') ? error : warning;
    return find(
      `STRIPE_SECRET_KEY lacks the right ${describeRight(right)} (for ${userNames(right)}).`,
      "Give the key this right in Stripe's Dashboard, https://dashboard.stripe.com/apikeys.",
    );
  });
  const isForShow = values.NODE_ENV === 'production' && !livemode;
  const mode = isForShow
    ? [
        warning(
          'NODE_ENV is production, and STRIPE_SECRET_KEY is of test mode: no real payment is seen.',
          'Set STRIPE_SECRET_KEY to a key of live mode.',
        ),
      ]
    : [];
  return orElse(
    [...lacks, ...mode],
    `The key is of ${livemode ? 'live' : 'test'} mode, and has every right that the service needs.`,
  );
}
