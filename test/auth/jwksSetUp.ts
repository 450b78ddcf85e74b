import { afterEach, beforeEach } from 'vitest';
import { type AccessTokens, createAccessTokens } from '../../src/auth/accessTokens.ts';
import { createIssuerKey, type IssuerKey, issue, startIssuer } from './jwksIssuer.ts';

export const settings = {
  issuer: 'https://id.example',
  audience: 'billing',
  userClaim: 'sub',
  organizationClaim: 'orgId',
  roleClaim: 'role',
  maxLifetimeSeconds: 86_400,
};

export const [first, second, third] = await Promise.all([
  createIssuerKey('first'),
  createIssuerKey('second'),
  createIssuerKey('third'),
]);

/** What a 503 is made of. */
export const outage = {
  name: 'ApiError',
  code: 'SERVICE_UNAVAILABLE',
  options: { headers: { 'Retry-After': '10' } },
};

/** For each test: an issuer that publishes `first`, and a service that checks tokens by it under a clock of its own. */
export function useIssuer() {
  const start = Date.parse('2026-01-02T03:04:05Z');
  let time = start;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let accessTokens: AccessTokens;
  const warnings: string[] = [];
  const now = () => new Date(time);
  const create = (url: string) =>
    createAccessTokens(
      { ...settings, keys: { kind: 'jwks', url } },
      { now, log: { warn: (_fields, message) => warnings.push(message) } },
    );

  beforeEach(async () => {
    time = start;
    warnings.length = 0;
    issuer = await startIssuer(first);
    accessTokens = create(issuer.url);
  });
  afterEach(() => issuer.stop());

  return {
    create,
    warnings,
    get issuer() {
      return issuer;
    },
    get seconds() {
      return time / 1000;
    },
    pass: (minutes: number) => {
      time += minutes * 60_000;
    },
    verify: (token: string) => accessTokens.verify(token),
    /** Checks a new token by the key. */
    by: async (key: IssuerKey, header?: object) => accessTokens.verify(await issue(key, now(), header)),
  };
}
