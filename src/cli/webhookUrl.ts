import { isLoopback } from '../config/urls.ts';

/** Where the service takes webhooks. @param publicUrl without a slash at its end. */
export function webhookUrlOf(publicUrl: string): string {
  return `${publicUrl}/webhooks/stripe`;
}

/**
 * Why Stripe would not, or could not, deliver to an address; undefined where nothing is against it. The words follow on
 * the name of what holds the address.
 *
 * @param stripe.apiBase of another Stripe, which may be on this machine as well.
 */
export function whyUndeliverable(
  url: string,
  stripe: { readonly livemode: boolean; readonly apiBase: string | undefined },
): string | undefined {
  if (stripe.apiBase === undefined && isLoopback(url)) {
    return 'leads to this machine, where Stripe cannot deliver webhooks: name the address by which the internet reaches the service (while you develop, `stripe listen --forward-to` brings them here)';
  }
  return stripe.livemode && !url.startsWith('https:')
    ? 'must be https while STRIPE_SECRET_KEY is live'
    : undefined;
}
