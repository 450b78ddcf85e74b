import { type Environment, readEnvironment } from '../../config/read.ts';
import { ConfigError, type DatabaseAndStripeConfig, type Fault, loadConfig } from '../../config.ts';
import { CommandFailure } from '../commandFailure.ts';
import { webhookUrlOf, whyUndeliverable } from '../webhookUrl.ts';

/** What `setup` sets out with. */
export type Situation = {
  readonly config: DatabaseAndStripeConfig;
  /** Where Stripe is to deliver. */
  readonly webhookUrl: string;
  readonly webhookSecrets: readonly string[];
  /** What the service lacks before it can start, and `setup` can do without. */
  readonly lacks: readonly Fault[];
};

const program = 'service';

/**
 * Reads what `setup` needs of the environment.
 *
 * @param url in the place of the one that follows from PUBLIC_URL.
 * @throws ConfigError with every fault that stops it; CommandFailure where Stripe cannot deliver to `url`.
 */
export function readSituation(env: Environment, url?: string): Situation {
  const { values, faults } = readEnvironment(env, { program, needs: 'serve' });
  const { STRIPE_SECRET_KEY: key, PUBLIC_URL: publicUrl, STRIPE_WEBHOOK_SECRET: secrets = [] } = values;
  const stripe = { livemode: key?.livemode ?? false, apiBase: values.STRIPE_API_BASE };
  const stopping = [
    ...readEnvironment(env, { program, needs: 'database+stripe' }).faults,
    ...faults.filter(({ variable }) => variable === 'STRIPE_WEBHOOK_SECRET'),
    ...(url === undefined ? publicUrlFaults(faults, publicUrl, stripe) : []),
  ];
  if (stopping.length > 0) throw new ConfigError(stopping);
  const problem = url && whyUndeliverable(url, stripe);
  if (problem) throw new CommandFailure(`--url ${problem}. Nothing was changed.`);
  return {
    config: loadConfig(env, { program, needs: 'database+stripe' }),
    webhookUrl: url ?? webhookUrlOf(publicUrl ?? ''),
    webhookSecrets: secrets,
    lacks: faults,
  };
}

function publicUrlFaults(
  faults: readonly Fault[],
  publicUrl: string | undefined,
  stripe: Parameters<typeof whyUndeliverable>[1],
): readonly Fault[] {
  const variable = 'PUBLIC_URL';
  const known = faults.filter((fault) => fault.variable === variable);
  const problem = publicUrl && whyUndeliverable(publicUrl, stripe);
  return known.length === 0 && problem ? [{ variable, problem }] : known;
}
