import { type Config, ConfigError, loadConfig } from '../config.ts';
import type { Memory } from './memory.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration of the service in the sandbox, and what the sandbox signs its access tokens with. */
export type SandboxConfig = { readonly config: Config; readonly signingSecret: string };

const keySources = ['JWT_SECRET', 'JWT_JWKS_URL', 'JWT_PUBLIC_KEY_FILE'] as const;

/**
 * Reads the configuration, with secrets of the sandbox's own where the environment names none.
 *
 * @throws ConfigError also where access tokens were to be checked with keys that the sandbox cannot sign with.
 */
export function loadSandboxConfig(env: Environment, memory: Memory): SandboxConfig {
  const isUnset = (name: string) => !env[name]?.trim();
  const config = loadConfig(
    {
      ...env,
      ...(keySources.every(isUnset) && { JWT_SECRET: memory.jwtSecret }),
      ...(isUnset('STRIPE_WEBHOOK_SECRET') && { STRIPE_WEBHOOK_SECRET: memory.webhookSecret }),
      ...(isUnset('ENCRYPTION_KEY') && { ENCRYPTION_KEY: memory.encryptionKey }),
    },
    { program: 'sandbox' },
  );
  const { keys } = config.accessTokens;
  const signingSecret = keys.kind === 'secret' ? keys.secrets[0] : undefined;
  if (signingSecret !== undefined) return { config, signingSecret };
  throw new ConfigError([
    {
      variable: keys.kind === 'jwks' ? 'JWT_JWKS_URL' : 'JWT_PUBLIC_KEY_FILE',
      problem: 'must be unset for the sandbox, which signs its own access tokens',
    },
  ]);
}

/**
 * Points the service at the stand-in.
 *
 * @throws ConfigError where the environment names another Stripe, which would not know the demo owners.
 */
export function pointAt(standInUrl: string, config: Config, env: Environment): Config {
  const named = env.STRIPE_API_BASE?.trim();
  if (named && named !== standInUrl) {
    throw new ConfigError([
      {
        variable: 'STRIPE_API_BASE',
        problem: `must be unset for the sandbox, which starts a stand-in of its own (now at ${standInUrl})`,
      },
    ]);
  }
  return { ...config, stripe: { ...config.stripe, apiBase: standInUrl } };
}

/** Lets the demo app call the service from its page, and portals lead back to it, whoever else may. */
export function welcome(appOrigin: string, config: Config): Config {
  const { corsOrigins, returnUrls } = config;
  return {
    ...config,
    corsOrigins: [...corsOrigins, appOrigin],
    returnUrls: { ...returnUrls, origins: [...returnUrls.origins, appOrigin] },
  };
}
