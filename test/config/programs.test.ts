import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { canary, refusal, sandbox, variablesOf } from './environments.ts';

describe('a command reads only what it needs', () => {
  const serving = {
    PORT: 'no port',
    JWT_SECRET: 'short',
    RETURN_URL_ORIGINS: '*',
    STRIPE_WEBHOOK_SECRET: 'x',
  };

  it('on the store: neither Stripe nor what serving takes', () => {
    const env = {
      ...serving,
      STRIPE_SECRET_KEY: 'none',
      DATABASE_URL: 'sqlite:./x.db',
      API_KEY_PREFIX: 'acme_',
    };
    expect(loadConfig(env, { program: 'service', needs: 'database' })).toEqual({
      program: 'service',
      production: false,
      databaseUrl: 'sqlite:./x.db',
      apiKeyPrefix: 'acme_',
      logLevel: 'info',
    });
    const wrong = { ...env, DATABASE_URL: 'x', API_KEY_PREFIX: 'x' };
    expect(() => loadConfig(wrong, { program: 'service', needs: 'database' })).toThrow(
      /DATABASE_URL[\s\S]*API_KEY_PREFIX/,
    );
  });

  it('on the store with Stripe: not what serving takes', () => {
    const env = { ...serving, NODE_ENV: 'production', STRIPE_SECRET_KEY: 'rk_live_for_tests' };
    const { stripe } = loadConfig(env, { program: 'service', needs: 'database+stripe' });
    expect(stripe).toEqual({ secretKey: 'rk_live_for_tests', livemode: true, apiBase: undefined });
    expect(() => loadConfig(serving, { program: 'service', needs: 'database+stripe' })).toThrow(
      /STRIPE_SECRET_KEY +is required/,
    );
  });

  it('to explain an answer: what the answer depends on, where it is set', () => {
    const defaults = { membership: 'store', organizationClaim: 'orgId', auditRetentionDays: 400 };
    const nothing = loadConfig({}, { program: 'service', needs: 'explain' });
    expect(nothing).toMatchObject({ ...defaults, stripe: undefined, returnUrls: undefined });
    const env = {
      PORT: 'no port',
      JWT_SECRET: 'short',
      STRIPE_SECRET_KEY: 'rk_test_for_tests',
      MEMBERSHIP: 'claims',
      ORG_CLAIM: 'team',
      CHECKOUT_URL: 'https://yourapp.com/pricing',
      RETURN_URL_ORIGINS: 'https://yourapp.com',
      DEFAULT_RETURN_URL: 'https://yourapp.com/dashboard',
      AUDIT_RETENTION_DAYS: '30',
    };
    expect(loadConfig(env, { program: 'service', needs: 'explain' })).toMatchObject({
      membership: 'claims',
      organizationClaim: 'team',
      checkoutUrl: env.CHECKOUT_URL,
      returnUrls: {
        origins: ['https://yourapp.com'],
        default: env.DEFAULT_RETURN_URL,
        allowLocalhost: true,
      },
      auditRetentionDays: 30,
      stripe: { secretKey: env.STRIPE_SECRET_KEY, livemode: false },
    });
    expect(() => loadConfig({ ...env, MEMBERSHIP: 'x' }, { program: 'service', needs: 'explain' })).toThrow(
      /MEMBERSHIP/,
    );
  });

  it("may use the sandbox's Stripe key on its stand-in", () => {
    const env = { STRIPE_SECRET_KEY: 'sk_test_sandbox_x', STRIPE_API_BASE: 'http://127.0.0.1:12111' };
    const { stripe } = loadConfig(env, { program: 'service', needs: 'database+stripe' });
    expect(stripe.apiBase).toBe('http://127.0.0.1:12111');
    const inProduction = { ...env, NODE_ENV: 'production' };
    expect(() => loadConfig(inProduction, { program: 'service', needs: 'database+stripe' })).toThrow(
      /STRIPE_SECRET_KEY/,
    );
  });
});

describe('the sandbox', () => {
  it('needs nothing but the secret that it signs with', () => {
    const config = loadConfig(sandbox, { program: 'sandbox' });
    expect(config).toMatchObject({
      program: 'sandbox',
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: 'sqlite:./data/sandbox.db',
      stripe: { secretKey: expect.stringMatching(/^sk_test_sandbox_/), apiBase: 'http://127.0.0.1:12111' },
      returnUrls: {
        origins: ['https://yourapp.com', ...[3000, 5173, 8080].map((port) => `http://localhost:${port}`)],
        default: 'https://yourapp.com/dashboard',
        allowLocalhost: true,
      },
      standInPort: 12_111,
    });
  });

  it('follows its ports, and lets the environment win', () => {
    const env = {
      ...sandbox,
      PORT: '4000',
      STAND_IN_PORT: '4001',
      HOST: '0.0.0.0',
      DATABASE_URL: 'sqlite:./x.db',
    };
    expect(loadConfig(env, { program: 'sandbox' })).toMatchObject({
      publicUrl: 'http://localhost:4000',
      stripe: { apiBase: 'http://127.0.0.1:4001' },
      host: '0.0.0.0',
      databaseUrl: 'sqlite:./x.db',
    });
    expect(loadConfig({ ...env, PUBLIC_URL: 'http://box:4000/' }, { program: 'sandbox' }).publicUrl).toBe(
      'http://box:4000',
    );
  });

  it('blames a wrong port once, not the address made from it', () => {
    expect(variablesOf(refusal({ ...sandbox, PORT: canary }, 'sandbox').faults)).toEqual(['PORT']);
  });
});
