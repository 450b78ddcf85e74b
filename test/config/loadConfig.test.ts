import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, names } from '../../src/config.ts';
import { canary, live, provider, refusal, service, variablesOf } from './environments.ts';

const load = (env: Record<string, string | undefined>) => loadConfig(env, { program: 'service' });

describe('the service proper', () => {
  it('runs with five variables, all else by default', () => {
    expect(load(service)).toEqual({
      program: 'service',
      production: false,
      port: 3000,
      host: undefined,
      publicUrl: service.PUBLIC_URL,
      trustProxy: [],
      corsOrigins: [],
      databaseUrl: 'sqlite:./data/billing-portal.db',
      redisUrl: undefined,
      stripe: {
        secretKey: service.STRIPE_SECRET_KEY,
        livemode: false,
        apiBase: undefined,
        webhookSecrets: [],
        portalUrlHosts: ['billing.stripe.com'],
      },
      accessTokens: {
        keys: { kind: 'secret', secrets: [service.JWT_SECRET] },
        issuer: undefined,
        audience: undefined,
        userClaim: 'sub',
        organizationClaim: 'orgId',
        roleClaim: 'role',
        maxLifetimeSeconds: 86_400,
      },
      apiKeyPrefix: 'llmgen_',
      membership: 'store',
      returnUrls: {
        origins: [service.RETURN_URL_ORIGINS],
        default: service.DEFAULT_RETURN_URL,
        allowLocalhost: true,
      },
      checkoutUrl: undefined,
      limits: { requestsPerMinute: 300, authFailuresPerMinute: 30 },
      encryptionKey: undefined,
      auditRetentionDays: 400,
      metricsPort: undefined,
      logLevel: 'info',
      standInPort: undefined,
    });
  });

  it('takes every variable as it is set', () => {
    const config = load({
      ...live,
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://example.com/billing/',
      DATABASE_URL: 'postgresql://user:p%23ss@db.example.com:5432/billing',
      REDIS_URL: 'rediss://:pass@redis.example.com:6380/1',
      ENCRYPTION_KEY: Buffer.alloc(32, canary).toString('base64'),
      TRUST_PROXY: '10.0.0.0/8, 192.0.2.7,fd00::/48, ::1',
      AUDIT_RETENTION_DAYS: '30',
      METRICS_PORT: '9464',
      LOG_LEVEL: 'silent',
      STRIPE_WEBHOOK_SECRET: 'whsec_one_for_tests,whsec_two_for_tests',
      PORTAL_URL_HOSTS: 'billing.stripe.com,pay.example.com',
      JWT_SECRET: `${service.JWT_SECRET} new, ${service.JWT_SECRET} old`,
      JWT_ISSUER: 'https://issuer.example.com/',
      JWT_AUDIENCE: 'billing',
      JWT_USER_CLAIM: 'userId',
      JWT_MAX_LIFETIME: '15m',
      MEMBERSHIP: 'claims',
      ORG_CLAIM: 'https://example.com/org',
      ROLE_CLAIM: 'orgRole',
      RETURN_URL_ORIGINS: 'https://app.example.com, https://app.example.com:8443',
      DEFAULT_RETURN_URL: 'https://app.example.com:8443/#/dashboard',
      CHECKOUT_URL: 'https://app.example.com/pricing?from=portal',
      CORS_ORIGINS: 'https://app.example.com,https://xn--mnchen-3ya.example.com',
      API_KEY_PREFIX: 'acme1_',
      RATE_LIMIT: '1',
      AUTH_FAILURE_LIMIT: '1000000',
    });
    expect(config).toEqual({
      program: 'service',
      production: true,
      port: 0,
      host: '::1',
      publicUrl: 'https://example.com/billing',
      trustProxy: ['10.0.0.0/8', '192.0.2.7', 'fd00::/48', '::1'],
      corsOrigins: ['https://app.example.com', 'https://xn--mnchen-3ya.example.com'],
      databaseUrl: 'postgresql://user:p%23ss@db.example.com:5432/billing',
      redisUrl: 'rediss://:pass@redis.example.com:6380/1',
      stripe: {
        secretKey: live.STRIPE_SECRET_KEY,
        livemode: true,
        apiBase: undefined,
        webhookSecrets: ['whsec_one_for_tests', 'whsec_two_for_tests'],
        portalUrlHosts: ['billing.stripe.com', 'pay.example.com'],
      },
      accessTokens: {
        keys: { kind: 'secret', secrets: [`${service.JWT_SECRET} new`, `${service.JWT_SECRET} old`] },
        issuer: 'https://issuer.example.com/',
        audience: 'billing',
        userClaim: 'userId',
        organizationClaim: 'https://example.com/org',
        roleClaim: 'orgRole',
        maxLifetimeSeconds: 900,
      },
      apiKeyPrefix: 'acme1_',
      membership: 'claims',
      returnUrls: {
        origins: ['https://app.example.com', 'https://app.example.com:8443'],
        default: 'https://app.example.com:8443/#/dashboard',
        allowLocalhost: false,
      },
      checkoutUrl: 'https://app.example.com/pricing?from=portal',
      limits: { requestsPerMinute: 1, authFailuresPerMinute: 1_000_000 },
      encryptionKey: new Uint8Array(Buffer.alloc(32, canary)),
      auditRetentionDays: 30,
      metricsPort: 9464,
      logLevel: 'silent',
      standInPort: undefined,
    });
  });

  it.each([
    ['60', 60],
    ['900s', 900],
    ['24 h', 86_400],
    ['7d', 604_800],
  ])('JWT_MAX_LIFETIME=%s is %i seconds', (text, seconds) => {
    expect(load({ ...service, JWT_MAX_LIFETIME: text }).accessTokens.maxLifetimeSeconds).toBe(seconds);
  });

  it('takes any free port, for metrics too', () => {
    expect(load({ ...service, PORT: '0', METRICS_PORT: '0' })).toMatchObject({ port: 0, metricsPort: 0 });
  });

  it('may stand at the stand-in with a test key, in production, too', () => {
    const env = { ...service, NODE_ENV: 'production', STRIPE_API_BASE: 'http://127.0.0.1:12111' };
    expect(load(env).stripe.apiBase).toBe('http://127.0.0.1:12111');
  });

  it.each(['https://login.example.com/keys?v=1', 'http://127.0.0.1:9000/keys', 'http://[::1]:9000/keys'])(
    'takes the keys of a provider from %s',
    (url) => {
      const env = { ...provider, NODE_ENV: 'production', JWT_JWKS_URL: url };
      expect(load(env).accessTokens.keys).toEqual({ kind: 'jwks', url });
    },
  );

  it.each([
    ['RS256', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
    ['ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
    ['EdDSA', generateKeyPairSync('ed25519').publicKey],
  ])('takes a public key for %s from a file', (algorithm, key) => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const path = join(folder, 'key.pem');
    const pem = key.export({ type: 'spki', format: 'pem' });
    writeFileSync(path, pem);
    const { keys } = load({ ...provider, JWT_JWKS_URL: undefined, JWT_PUBLIC_KEY_FILE: path }).accessTokens;
    rmSync(folder, { recursive: true });
    expect(keys).toEqual({ kind: 'publicKey', pem, algorithm });
  });

  it('takes an empty or blank variable as unset, and drops space around a value', () => {
    const blank = Object.fromEntries(names.map((name, index) => [name, index % 2 === 0 ? '' : ' \t\r\n']));
    const padded = Object.fromEntries(Object.entries(service).map(([name, text]) => [name, ` ${text}\n`]));
    expect(load({ ...blank, ...padded })).toEqual(load(service));
  });

  it('pays no heed to variables of others', () => {
    expect(load({ ...service, PATH: '/bin', HOSTS: 'x', CORS_ORIGIN_LIST: '*' })).toEqual(load(service));
  });
});

describe('all faults at once', () => {
  it('names each variable, in one readable message without a value', () => {
    const error = refusal({
      ...live,
      NODE_ENV: canary,
      PORT: canary,
      PUBLIC_URL: undefined,
      DATABASE_URL: `mysql://${canary}`,
      JWT_SECRET: canary,
      RETURN_URL_ORIGINS: '*',
      RATE_LIMIT: '0',
    });
    const variables = variablesOf(error.faults);
    expect([...variables].sort()).toEqual([
      'DATABASE_URL',
      'JWT_SECRET',
      'PORT',
      'PUBLIC_URL',
      'RATE_LIMIT',
      'RETURN_URL_ORIGINS',
      'STRIPE_SECRET_KEY',
    ]);
    const lines = error.message.split('\n');
    expect(lines[0]).toMatch(/^There are 7 faults/);
    expect(lines.slice(1).map((line) => line.trim().split(' ')[0])).toEqual(variables);
    expect(error.message).not.toContain(canary);
    expect(error.message).not.toContain('mysql');
  });
});
