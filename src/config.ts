import { ConfigError } from './config/configError.ts';
import type { StripeKey, VerificationKey } from './config/credentials.ts';
import { type Environment, type Reader, readEnvironment } from './config/read.ts';
import type { Values } from './config/rules.ts';
import type { Name, Parsed } from './config/settings.ts';

export { ConfigError, type Fault } from './config/configError.ts';
export { sandboxMarks } from './config/credentials.ts';
export type { Setting } from './config/setting.ts';
export { groups, type Name, names, settings } from './config/settings.ts';

/** What a command needs that works on the store alone (`migrate`, `keys`). */
export type DatabaseConfig = {
  readonly program: 'service' | 'sandbox';
  /** `NODE_ENV=production`. */
  readonly production: boolean;
  /** `sqlite:` and a file, or `postgres://…`. */
  readonly databaseUrl: string;
  readonly apiKeyPrefix: string;
  readonly logLevel: Parsed['LOG_LEVEL'];
};

/** What a command needs that also asks Stripe (`directory import`, `customers`). */
export type DatabaseAndStripeConfig = DatabaseConfig & {
  /** `apiBase` is an origin without a path; undefined stands for Stripe itself. */
  readonly stripe: StripeKey & { readonly apiBase: string | undefined };
};

/** What `explain` needs to say how a portal request would be answered: undefined where it is not set. */
export type ExplainConfig = DatabaseConfig &
  Pick<Config, 'checkoutUrl' | 'membership' | 'auditRetentionDays'> & {
    readonly stripe: DatabaseAndStripeConfig['stripe'] | undefined;
    readonly organizationClaim: string;
    readonly returnUrls: Config['returnUrls'] | undefined;
  };

/** What access tokens are checked with. */
export type AccessTokenKeys =
  | { readonly kind: 'secret'; readonly secrets: readonly string[] }
  | { readonly kind: 'jwks'; readonly url: string }
  | ({ readonly kind: 'publicKey' } & VerificationKey);

/** What the program needs to serve. */
export type Config = DatabaseAndStripeConfig & {
  /** 0 takes any free port. */
  readonly port: number;
  /** Undefined stands for all interfaces. */
  readonly host: string | undefined;
  /** Without a slash at its end; it may have a path. */
  readonly publicUrl: string;
  /** Addresses and CIDR networks; empty: no proxy is trusted. */
  readonly trustProxy: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly redisUrl: string | undefined;
  readonly stripe: { readonly webhookSecrets: readonly string[]; readonly portalUrlHosts: readonly string[] };
  readonly accessTokens: {
    readonly keys: AccessTokenKeys;
    readonly issuer: string | undefined;
    readonly audience: string | undefined;
    readonly userClaim: string;
    readonly organizationClaim: string;
    readonly roleClaim: string;
    readonly maxLifetimeSeconds: number;
  };
  readonly membership: Parsed['MEMBERSHIP'];
  /** `default` is in canonical form, and its origin among `origins`. */
  readonly returnUrls: {
    readonly origins: readonly string[];
    readonly default: string;
    readonly allowLocalhost: boolean;
  };
  readonly checkoutUrl: string | undefined;
  readonly limits: { readonly requestsPerMinute: number; readonly authFailuresPerMinute: number };
  /** 32 bytes. */
  readonly encryptionKey: Uint8Array | undefined;
  /** How long it is kept who was issued or refused a portal session. */
  readonly auditRetentionDays: number;
  readonly metricsPort: number | undefined;
  /** Where the sandbox looks for a free port for its stand-in; undefined in the service proper. */
  readonly standInPort: number | undefined;
};

/**
 * Reads the configuration of a program or command. Only the variables that it needs are looked at; an empty or
 * blank variable counts as unset, and space around a value is dropped.
 *
 * @param env the environment, usually `process.env`
 * @param options.program `sandbox` has defaults and prohibitions of its own
 * @param options.needs what the program does: `serve` (the default), or a command on the store, without or with Stripe
 * @throws ConfigError that lists all faults at once: variables and problems, never values
 * @example
 * const config = loadConfig(process.env, { program: 'service' });
 * const { databaseUrl } = loadConfig(process.env, { program: 'service', needs: 'database' });
 */
export function loadConfig(env: Environment, options: Pick<Reader, 'program'> & { needs?: 'serve' }): Config;
export function loadConfig(
  env: Environment,
  options: Pick<Reader, 'program'> & { needs: 'database+stripe' },
): DatabaseAndStripeConfig;
export function loadConfig(
  env: Environment,
  options: Pick<Reader, 'program'> & { needs: 'explain' },
): ExplainConfig;
export function loadConfig(
  env: Environment,
  options: Pick<Reader, 'program'> & { needs: 'database' },
): DatabaseConfig;
export function loadConfig(
  env: Environment,
  { program, needs = 'serve' }: Pick<Reader, 'program'> & Partial<Reader>,
): DatabaseConfig {
  const { values, faults } = readEnvironment(env, { program, needs });
  if (faults.length > 0) throw new ConfigError(faults);
  const config = databaseConfig(values, program);
  if (needs === 'database') return config;
  if (needs === 'explain') return explainConfig(values, config);
  const stripe = { ...present(values, 'STRIPE_SECRET_KEY'), apiBase: values.STRIPE_API_BASE };
  const withStripe = { ...config, stripe };
  return needs === 'serve' ? serveConfig(values, withStripe) : withStripe;
}

/** A value that the table requires or has a default for: without it there was a fault already. */
function present<K extends Name>(values: Values, name: K): Parsed[K] {
  const value = values[name];
  if (value === undefined) throw new ConfigError([{ variable: name, problem: 'is required' }]);
  return value;
}

function databaseConfig(values: Values, program: Reader['program']): DatabaseConfig {
  return {
    program,
    production: values.NODE_ENV === 'production',
    databaseUrl: present(values, 'DATABASE_URL'),
    apiKeyPrefix: present(values, 'API_KEY_PREFIX'),
    logLevel: present(values, 'LOG_LEVEL'),
  };
}

function serveConfig(values: Values, base: DatabaseAndStripeConfig): Config {
  return {
    ...base,
    port: present(values, 'PORT'),
    host: values.HOST,
    publicUrl: present(values, 'PUBLIC_URL'),
    trustProxy: values.TRUST_PROXY ?? [],
    corsOrigins: values.CORS_ORIGINS ?? [],
    redisUrl: values.REDIS_URL,
    stripe: {
      ...base.stripe,
      webhookSecrets: values.STRIPE_WEBHOOK_SECRET ?? [],
      portalUrlHosts: present(values, 'PORTAL_URL_HOSTS'),
    },
    accessTokens: {
      keys: accessTokenKeys(values),
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      userClaim: present(values, 'JWT_USER_CLAIM'),
      organizationClaim: present(values, 'ORG_CLAIM'),
      roleClaim: present(values, 'ROLE_CLAIM'),
      maxLifetimeSeconds: present(values, 'JWT_MAX_LIFETIME'),
    },
    membership: present(values, 'MEMBERSHIP'),
    returnUrls: {
      origins: present(values, 'RETURN_URL_ORIGINS'),
      default: present(values, 'DEFAULT_RETURN_URL'),
      allowLocalhost: !base.stripe.livemode,
    },
    checkoutUrl: values.CHECKOUT_URL,
    limits: {
      requestsPerMinute: present(values, 'RATE_LIMIT'),
      authFailuresPerMinute: present(values, 'AUTH_FAILURE_LIMIT'),
    },
    encryptionKey: values.ENCRYPTION_KEY,
    auditRetentionDays: present(values, 'AUDIT_RETENTION_DAYS'),
    metricsPort: values.METRICS_PORT,
    standInPort: values.STAND_IN_PORT,
  };
}

function explainConfig(values: Values, base: DatabaseConfig): ExplainConfig {
  const { STRIPE_SECRET_KEY: key, RETURN_URL_ORIGINS: origins, DEFAULT_RETURN_URL: usual } = values;
  return {
    ...base,
    stripe: key && { ...key, apiBase: values.STRIPE_API_BASE },
    checkoutUrl: values.CHECKOUT_URL,
    membership: present(values, 'MEMBERSHIP'),
    organizationClaim: present(values, 'ORG_CLAIM'),
    auditRetentionDays: present(values, 'AUDIT_RETENTION_DAYS'),
    returnUrls:
      origins && usual !== undefined
        ? { origins, default: usual, allowLocalhost: key?.livemode !== true }
        : undefined,
  };
}

function accessTokenKeys(values: Values): AccessTokenKeys {
  if (values.JWT_SECRET) return { kind: 'secret', secrets: values.JWT_SECRET };
  if (values.JWT_JWKS_URL) return { kind: 'jwks', url: values.JWT_JWKS_URL };
  return { kind: 'publicKey', ...present(values, 'JWT_PUBLIC_KEY_FILE') };
}
