import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import passport from 'passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessTokens } from '../../src/auth/accessTokens.ts';
import { createApiKey, createApiKeys } from '../../src/auth/apiKeys.ts';
import { createStrategies } from '../../src/auth/strategies.ts';
import { liveKey, prefix } from './apiKeysSetUp.ts';
import { badTokens, goodToken } from './badTokens.ts';

const secret = 'a-shared-secret-of-more-than-32-bytes!';
const claims = { sub: 'u1' };
const token = goodToken({ secret, claims });
const { key, hash } = createApiKey(prefix);
const outage = createApiKey(prefix);

const records = {
  async findByHash(asked: string) {
    if (asked === outage.hash) throw new Error('the database is out');
    return asked === hash ? { ...liveKey, userId: 'u2' } : undefined;
  },
  touchLastUsed: async () => undefined,
};
const strategies = createStrategies({
  accessTokens: createAccessTokens({
    keys: { kind: 'secret', secrets: [secret] },
    userClaim: 'sub',
    organizationClaim: 'orgId',
    roleClaim: 'role',
    maxLifetimeSeconds: 86_400,
  }),
  apiKeys: createApiKeys({ prefix, records }),
  apiKeyPrefix: prefix,
});

type Outcome = { fault?: string; principal?: unknown; reasons?: (string | undefined)[] };
type Refused = { reason?: string };

/** Passport as an application has it; the answer is what the callback was told. */
const authenticator = new passport.Passport().use(strategies.accessToken).use(strategies.apiKey);
const app = express().get('/:schemes', (req, res, next) => {
  authenticator.authenticate(
    req.params.schemes.split('+'),
    { session: false },
    (fault: Error | null, principal: unknown, refused: Refused[]) => {
      const outcome: Outcome = fault
        ? { fault: fault.message }
        : principal
          ? { principal }
          : { reasons: refused.map(({ reason }) => reason) };
      res.json(outcome);
    },
  )(req, res, next);
});

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(schemes: string, ...authorization: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const headers = authorization.flatMap((value) => ['Authorization', value]);
    request(
      { port, path: `/${schemes}`, headers: ['Host', 'localhost', ...headers], agent: false },
      async (res) => {
        resolve(JSON.parse((await res.toArray()).join('')));
      },
    )
      .on('error', reject)
      .end();
  });
}

const user = { kind: 'accessToken', userId: 'u1' };
const thirdParty = {
  kind: 'apiKey',
  userId: 'u2',
  keyId: 'k',
  scopes: ['portal:create'],
  returnOrigins: null,
  portalProfile: null,
};

describe('the strategies', () => {
  it('have the names of the security schemes', () => {
    expect([strategies.accessToken.name, strategies.apiKey.name]).toEqual(['accessToken', 'apiKey']);
  });

  it.each<[string, string, string[], Outcome]>([
    ['a token for accessToken', 'accessToken', [`Bearer ${token}`], { principal: user }],
    ['a key for apiKey', 'apiKey', [`Bearer ${key}`], { principal: thirdParty }],
    ['a token for either', 'accessToken+apiKey', [`Bearer ${token}`], { principal: user }],
    ['a key for either', 'accessToken+apiKey', [`Bearer ${key}`], { principal: thirdParty }],
    ['a scheme in lower case', 'accessToken', [`bearer ${token}`], { principal: user }],
    ['a key for accessToken', 'accessToken', [`Bearer ${key}`], { reasons: ['otherKind'] }],
    ['a bad key for accessToken', 'accessToken', [`Bearer ${prefix}x`], { reasons: ['otherKind'] }],
    ['a token for apiKey', 'apiKey', [`Bearer ${token}`], { reasons: ['otherKind'] }],
    ['a bad token for apiKey', 'apiKey', [`Bearer ${token}x`], { reasons: ['otherKind'] }],
    ['rubbish for apiKey', 'apiKey', ['Bearer rubbish'], { reasons: ['malformed'] }],
    ['rubbish for either', 'accessToken+apiKey', ['Bearer rubbish'], { reasons: ['malformed', 'malformed'] }],
    [
      'a bad key for either',
      'accessToken+apiKey',
      [`Bearer ${key}x`],
      { reasons: ['otherKind', 'malformed'] },
    ],
    ['nothing', 'accessToken+apiKey', [], { reasons: ['missing', 'missing'] }],
    ['another scheme', 'accessToken', ['Basic YTpi'], { reasons: ['malformed'] }],
    ['two headers', 'accessToken', [`Bearer ${token}`, `Bearer ${token}`], { reasons: ['malformed'] }],
    [
      'a good header and another',
      'accessToken',
      [`Bearer ${token}`, 'Basic YTpi'],
      { reasons: ['malformed'] },
    ],
  ])('%s', async (_name, schemes, authorization, outcome) => {
    await expect(ask(schemes, ...authorization)).resolves.toEqual(outcome);
  });

  it.each(['apiKey', 'accessToken+apiKey'])(
    'tell a fault of the store as a fault, never as a refusal: %s',
    async (schemes) => {
      await expect(ask(schemes, `Bearer ${outage.key}`)).resolves.toEqual({ fault: 'the database is out' });
    },
  );

  it('give each of many requests at once its own answer', async () => {
    const [users, thirdParties] = await Promise.all([
      Promise.all(Array.from({ length: 25 }, () => ask('accessToken+apiKey', `Bearer ${token}`))),
      Promise.all(Array.from({ length: 25 }, () => ask('accessToken+apiKey', `Bearer ${key}`))),
    ]);
    expect(users).toEqual(Array(25).fill({ principal: user }));
    expect(thirdParties).toEqual(Array(25).fill({ principal: thirdParty }));
  });

  it.each(badTokens({ secret, claims }))('refuse, on every route: $name', async ({ token }) => {
    for (const schemes of ['accessToken', 'apiKey', 'accessToken+apiKey']) {
      const { reasons } = await ask(schemes, `Bearer ${token}`);
      expect(reasons).toHaveLength(schemes.split('+').length);
      expect(reasons).not.toContain(undefined);
    }
  });
});
