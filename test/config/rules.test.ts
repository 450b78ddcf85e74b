import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { canary, type Environment, live, provider, refusal, sandbox, service } from './environments.ts';

type Row = readonly [
  what: string,
  env: Environment,
  variable: string,
  says: RegExp,
  program?: 'service' | 'sandbox',
];

const own = service.JWT_SECRET;
const localhost = 'http://localhost:3000';

const missing: readonly Row[] = [
  ['no address of its own', { ...service, PUBLIC_URL: undefined }, 'PUBLIC_URL', /is required/],
  ['no Stripe key', { ...service, STRIPE_SECRET_KEY: undefined }, 'STRIPE_SECRET_KEY', /is required/],
  ['an empty Stripe key', { ...service, STRIPE_SECRET_KEY: '' }, 'STRIPE_SECRET_KEY', /is required/],
  ['a blank Stripe key', { ...service, STRIPE_SECRET_KEY: ' \t ' }, 'STRIPE_SECRET_KEY', /is required/],
  ['no return origins', { ...service, RETURN_URL_ORIGINS: undefined }, 'RETURN_URL_ORIGINS', /is required/],
  [
    'no default return URL',
    { ...service, DEFAULT_RETURN_URL: undefined },
    'DEFAULT_RETURN_URL',
    /is required/,
  ],
  ['nothing to check tokens with', { ...service, JWT_SECRET: undefined }, 'JWT_SECRET', /required.*none is/],
  ['a key set without an issuer', { ...provider, JWT_ISSUER: undefined }, 'JWT_ISSUER', /is required with/],
  [
    'a key set without an audience',
    { ...provider, JWT_AUDIENCE: undefined },
    'JWT_AUDIENCE',
    /is required with/,
  ],
];

const contradictory: readonly Row[] = [
  ['a secret and a key set', { ...provider, JWT_SECRET: own }, 'JWT_SECRET', /several are/],
  [
    'a default return URL elsewhere',
    { ...service, DEFAULT_RETURN_URL: `https://${canary}.example.org` },
    'DEFAULT_RETURN_URL',
    /one of the RETURN_URL_ORIGINS/,
  ],
  [
    'a default return URL on a sub-domain',
    { ...service, DEFAULT_RETURN_URL: `https://app.${canary}.example.com` },
    'DEFAULT_RETURN_URL',
    /one of the RETURN_URL_ORIGINS/,
  ],
  ['metrics for callers', { ...service, PORT: '4123', METRICS_PORT: '4123' }, 'METRICS_PORT', /same as PORT/],
  ['metrics on the default port', { ...service, METRICS_PORT: '3000' }, 'METRICS_PORT', /same as PORT/],
  ['one claim for user and organization', { ...service, ORG_CLAIM: 'sub' }, 'ORG_CLAIM', /JWT_USER_CLAIM/],
  ['one claim for user and role', { ...service, ROLE_CLAIM: 'sub' }, 'ROLE_CLAIM', /JWT_USER_CLAIM/],
  ['one claim for organization and role', { ...service, ROLE_CLAIM: 'orgId' }, 'ROLE_CLAIM', /ORG_CLAIM/],
  [
    'a slip in a name',
    { ...service, CORS_ORIGIN: `https://${canary}.com` },
    'CORS_ORIGIN',
    /did you mean CORS_ORIGINS/,
  ],
  [
    'a plural that is none',
    { ...service, STRIPE_WEBHOOK_SECRETS: `whsec_${canary}` },
    'STRIPE_WEBHOOK_SECRETS',
    /did you mean STRIPE_WEBHOOK_SECRET\?/,
  ],
];

const dangerous: readonly Row[] = [
  [
    'a live key in development',
    { ...live, NODE_ENV: 'development' },
    'STRIPE_SECRET_KEY',
    /NODE_ENV=production/,
  ],
  [
    'a live key and no NODE_ENV',
    { ...live, NODE_ENV: undefined },
    'STRIPE_SECRET_KEY',
    /NODE_ENV=production/,
  ],
  [
    'a live key for another server',
    { ...live, STRIPE_API_BASE: `https://${canary}.example.com` },
    'STRIPE_API_BASE',
    /STRIPE_SECRET_KEY is live/,
  ],
  [
    'plain http while live',
    { ...live, PUBLIC_URL: `http://${canary}.example.com` },
    'PUBLIC_URL',
    /must be https/,
  ],
  [
    'a way back to localhost while live',
    { ...live, RETURN_URL_ORIGINS: `${live.RETURN_URL_ORIGINS},${localhost}` },
    'RETURN_URL_ORIGINS',
    /localhost/,
  ],
  ['a caller on localhost while live', { ...live, CORS_ORIGINS: localhost }, 'CORS_ORIGINS', /localhost/],
  ['a checkout on localhost while live', { ...live, CHECKOUT_URL: localhost }, 'CHECKOUT_URL', /localhost/],
  [
    "the sandbox's Stripe key outside it",
    { ...service, STRIPE_SECRET_KEY: `sk_test_sandbox_${canary}` },
    'STRIPE_SECRET_KEY',
    /the sandbox's own/,
  ],
  [
    "the sandbox's Stripe key at the stand-in",
    { ...service, STRIPE_SECRET_KEY: `sk_test_sandbox_${canary}`, STRIPE_API_BASE: 'http://127.0.0.1:12111' },
    'STRIPE_SECRET_KEY',
    /the sandbox's own/,
  ],
  [
    "the sandbox's webhook secret outside it",
    { ...service, STRIPE_WEBHOOK_SECRET: `whsec_${canary}_own,whsec_sandbox_${canary}` },
    'STRIPE_WEBHOOK_SECRET',
    /the sandbox's own/,
  ],
  ["the sandbox's token secret outside it", { ...service, ...sandbox }, 'JWT_SECRET', /the sandbox's own/],
  [
    "the sandbox's token secret as the second",
    { ...service, JWT_SECRET: `${own},${sandbox.JWT_SECRET}` },
    'JWT_SECRET',
    /the sandbox's own/,
  ],
  [
    'a sandbox in production',
    { ...sandbox, NODE_ENV: 'production' },
    'NODE_ENV',
    /not be production/,
    'sandbox',
  ],
  [
    'a sandbox against a test key',
    { ...sandbox, STRIPE_SECRET_KEY: `sk_test_${canary}` },
    'STRIPE_SECRET_KEY',
    /never uses a key of a real Stripe account/,
    'sandbox',
  ],
  [
    'a sandbox at another server',
    { ...sandbox, STRIPE_API_BASE: `https://${canary}.example.com` },
    'STRIPE_API_BASE',
    /this machine/,
    'sandbox',
  ],
  ['a sandbox that signs with your secret', { JWT_SECRET: own }, 'JWT_SECRET', /must be unset/, 'sandbox'],
];

const kinds = { missing, contradictory, dangerous };

describe.each(Object.entries(kinds))('%s', (_kind, rows) => {
  for (const [what, env, variable, says, program] of rows) {
    it(`${what} is refused`, () => {
      const error = refusal(env, program);
      expect(error.faults).toEqual([{ variable, problem: expect.stringMatching(says) }]);
      expect(error.message).toContain(variable);
      expect(`${error.stack} ${String(error.cause)}`).not.toContain(canary);
    });
  }
});

describe('several rules at once', () => {
  it('a sandbox against a live key', () => {
    const env = { ...sandbox, STRIPE_SECRET_KEY: `sk_live_${canary}` };
    const problems = refusal(env, 'sandbox').faults.filter(
      ({ variable }) => variable === 'STRIPE_SECRET_KEY',
    );
    expect(problems.map(({ problem }) => problem)).toContainEqual(
      expect.stringMatching(/must be unset for the sandbox/),
    );
  });

  it('a live key, in production, for the sandbox', () => {
    const env = { ...sandbox, STRIPE_SECRET_KEY: `sk_live_${canary}`, NODE_ENV: 'production' };
    const variables = refusal(env, 'sandbox').faults.map(({ variable }) => variable);
    expect(variables).toEqual(
      expect.arrayContaining(['NODE_ENV', 'STRIPE_SECRET_KEY', 'RETURN_URL_ORIGINS']),
    );
  });

  it('a default return URL on localhost while live', () => {
    const env = { ...live, RETURN_URL_ORIGINS: localhost, DEFAULT_RETURN_URL: `${localhost}/${canary}` };
    const variables = refusal(env).faults.map(({ variable }) => variable);
    expect(variables).toEqual(['RETURN_URL_ORIGINS', 'DEFAULT_RETURN_URL']);
  });

  it('a command refuses dangers, too', () => {
    const key = { STRIPE_SECRET_KEY: `sk_live_${canary}` };
    expect(() => loadConfig(key, { program: 'service', needs: 'database+stripe' })).toThrow(
      /NODE_ENV=production/,
    );
    const sandboxKey = { STRIPE_SECRET_KEY: `sk_test_sandbox_${canary}` };
    expect(() => loadConfig(sandboxKey, { program: 'service', needs: 'database+stripe' })).toThrow(
      /the sandbox's own/,
    );
  });
});
