import { ConfigError, type Fault, loadConfig } from '../../src/config.ts';

export type Environment = Record<string, string | undefined>;

/** Stands in every value of these tests, so that any value that is printed gives itself away. */
export const canary = 'c4n4ry';

/** A service proper with a test key. */
export const service: Environment = {
  PUBLIC_URL: `https://${canary}.example.com`,
  STRIPE_SECRET_KEY: `sk_test_${canary}`,
  JWT_SECRET: `${canary} shared secret of enough bytes`,
  RETURN_URL_ORIGINS: `https://${canary}.example.com`,
  DEFAULT_RETURN_URL: `https://${canary}.example.com/dashboard`,
};

/** The same with a live key, in production. */
export const live: Environment = {
  ...service,
  NODE_ENV: 'production',
  STRIPE_SECRET_KEY: `rk_live_${canary}`,
};

/** The same with the keys of an identity provider. */
export const provider: Environment = {
  ...service,
  JWT_SECRET: undefined,
  JWT_JWKS_URL: `https://login.example.com/${canary}.json`,
  JWT_ISSUER: `https://login.example.com/${canary}`,
  JWT_AUDIENCE: canary,
};

/** What the sandbox program sets by itself. */
export const sandbox: Environment = { JWT_SECRET: `sandbox-${canary} shared secret of enough bytes` };

/** Loads the configuration, which must be refused, and gives the error. */
export function refusal(env: Environment, program: 'service' | 'sandbox' = 'service'): ConfigError {
  try {
    loadConfig(env, { program });
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('this configuration was accepted');
}

/** The names of the variables at fault, in order. */
export const variablesOf = (faults: readonly Fault[]) => faults.map(({ variable }) => variable);
