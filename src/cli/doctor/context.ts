import { type Environment, readEnvironment } from '../../config/read.ts';
import type { Values } from '../../config/rules.ts';
import {
  ConfigError,
  type DatabaseAndStripeConfig,
  type DatabaseConfig,
  type Fault,
  loadConfig,
} from '../../config.ts';
import type { Store } from '../../store/connection.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import { webhookUrlOf } from '../webhookUrl.ts';
import { NotChecked } from './finding.ts';

/** What every check may look at. */
export type DoctorContext = {
  readonly env: Environment;
  /** Whatever is configured; nothing where a variable is at fault. */
  readonly values: Values;
  readonly faults: readonly Fault[];
  /** Undefined where the configuration is not enough to open the database, or to ask Stripe. */
  readonly database: DatabaseConfig | undefined;
  readonly config: DatabaseAndStripeConfig | undefined;
  readonly livemode: boolean;
  readonly webhookUrl: string | undefined;
  /** The portal configuration file. */
  readonly file: string;
};

/** The same for a check that asks the database or Stripe. Undefined: it cannot be asked, which is a finding already. */
export type Opened = DoctorContext & {
  readonly store: Store | undefined;
  readonly stripe: StripeGateway | undefined;
};

/** Reads whatever is configured. It throws nothing for what is at fault. */
export function readContext(
  env: Environment,
  options: { readonly url?: string; readonly file: string },
): DoctorContext {
  const program = 'service';
  const { values, faults } = readEnvironment(env, { program, needs: 'serve' });
  const { PUBLIC_URL: publicUrl, STRIPE_SECRET_KEY: key } = values;
  return {
    env,
    values,
    faults,
    database: unlessFaulty(() => loadConfig(env, { program, needs: 'database' })),
    config: unlessFaulty(() => loadConfig(env, { program, needs: 'database+stripe' })),
    livemode: key?.livemode ?? false,
    webhookUrl: options.url ?? (publicUrl && webhookUrlOf(publicUrl)),
    file: options.file,
  };
}

/** @throws NotChecked where it is not there. */
export function storeOf({ store }: Opened): Store {
  return there(store, 'the database cannot be used');
}

/** @throws NotChecked where it cannot be asked. */
export function stripeOf({ stripe }: Opened): StripeGateway {
  return there(stripe, 'Stripe cannot be asked');
}

/** @throws NotChecked where it is not known. */
export function webhookUrlIn({ webhookUrl }: DoctorContext): string {
  return there(webhookUrl, 'PUBLIC_URL is not configured');
}

function there<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new NotChecked(otherwise);
  return value;
}

function unlessFaulty<T>(load: () => T): T | undefined {
  try {
    return load();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
