import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import { ApiError } from '../../errors.ts';
import type { ApplyParts } from '../../portalConfig/apply.ts';
import { CommandFailure } from '../commandFailure.ts';
import { withStore, withStripe } from '../parts.ts';

/**
 * Does work on Stripe's portal configurations and on the store.
 *
 * @throws CommandFailure where Stripe fails or refuses: it names the file's field, or the right that the key lacks.
 */
export async function withPortalConfigurations<T>(
  env: Environment,
  work: (parts: ApplyParts) => Promise<T>,
): Promise<T> {
  const config = loadConfig(env, { program: 'service', needs: 'database+stripe' });
  return withStore(config, (store) =>
    withStripe(config, async (stripe) => {
      try {
        return await work({
          livemode: config.stripe.livemode,
          configurations: stripe.portalConfigurations,
          applied: store.portalConfigurations,
          locks: store.locks,
          now: () => new Date(),
        });
      } catch (error) {
        throw refusalOf(error) ?? error;
      }
    }),
  );
}

function refusalOf(error: unknown): CommandFailure | undefined {
  const facts = error instanceof ApiError ? error.options.log?.stripe : undefined;
  if (typeof facts !== 'object' || facts === null || !('outcome' in facts)) return undefined;
  if (facts.outcome === 'key_refused') {
    return new CommandFailure(
      'Stripe refuses the key. Check STRIPE_SECRET_KEY: that it is not revoked and, if it is a restricted one, that it may write to the Customer portal.',
    );
  }
  if (facts.outcome !== 'bad_request' || !('param' in facts) || typeof facts.param !== 'string') {
    return new CommandFailure(
      `Stripe does not answer as it should (${facts.outcome}). Run the command again: what is done already stays so. https://status.stripe.com tells how Stripe is.`,
    );
  }
  const code = 'code' in facts && typeof facts.code === 'string' ? ` (${facts.code})` : '';
  const request = 'requestId' in facts ? ` Request ${facts.requestId} in Stripe's Dashboard says why.` : '';
  return new CommandFailure(
    `Stripe refuses ${fieldOf(facts.param)}${code}. Check the ids: they must be of this account and mode, and each price of its product.${request}`,
  );
}

/** `features[subscription_update][products][0][prices][1]` as the file has it. */
function fieldOf(param: string): string {
  return param.replaceAll(/\[(\w+)\]/g, (_, key: string) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
}
