import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessTokenSettings, createAccessTokens } from '../../src/auth/accessTokens.ts';
import { InvalidCredential } from '../../src/auth/credential.ts';
import { badTokens, goodToken } from './badTokens.ts';
import { type Json, sign } from './signing.ts';

const secret = 'a-shared-secret-of-more-than-32-bytes!';
const now = new Date('2026-01-02T03:04:05Z');
const iat = now.getTime() / 1000;
const claims = {
  sub: 'u1',
  orgId: 'o1',
  role: 'billing',
  email: 'ada@example.com',
  iss: 'https://id.example',
  aud: 'billing',
};
const settings = {
  keys: { kind: 'secret', secrets: [secret] },
  issuer: claims.iss,
  audience: claims.aud,
  userClaim: 'sub',
  organizationClaim: 'orgId',
  roleClaim: 'role',
  maxLifetimeSeconds: 86_400,
} satisfies AccessTokenSettings;

const accessTokens = createAccessTokens(settings, { now: () => now });
const verify = accessTokens.verify;
const signed = (change: Json, header: Json = {}) =>
  sign({ alg: 'HS256', typ: 'JWT', ...header }, { ...claims, iat, exp: iat + 900, ...change }, secret);

describe('a good access token', () => {
  it('stands for user, organization and role', async () => {
    await expect(verify(goodToken({ secret, claims, now }))).resolves.toEqual({
      kind: 'accessToken',
      userId: 'u1',
      organizationId: 'o1',
      role: 'billing',
    });
  });

  it.each([undefined, null])('needs neither organization nor role: %s', async (none) => {
    const principal = await verify(signed({ orgId: none, role: none }));
    expect(principal).toStrictEqual({ kind: 'accessToken', userId: 'u1' });
  });

  it.each([
    ['expired within the leeway', signed({ iat: iat - 900, exp: iat - 29 })],
    ['made ahead within the leeway', signed({ iat: iat + 30 })],
    ['valid from within the leeway', signed({ nbf: iat + 30 })],
    ['valid since a while', signed({ nbf: iat - 60 })],
    ['living as long as is allowed', signed({ exp: iat + 86_400 })],
    ['with fractions of a second', signed({ iat: iat - 0.5, exp: iat + 899.5 })],
    ['for several audiences', signed({ aud: ['other', 'billing'] })],
    ['of a user with 255 characters', signed({ sub: 'u'.repeat(255) })],
    ['of a user in another script', signed({ sub: '顧客-𝟙' })],
    ['without typ', signed({}, { typ: undefined })],
    ['of type at+jwt', signed({}, { typ: 'at+JWT' })],
    ['of type application/at+jwt', signed({}, { typ: 'application/at+jwt' })],
    ['with a kid, where one secret has none', signed({}, { kid: '../../k' })],
    ['with a jku, which is not looked at', signed({}, { jku: 'https://evil.example/jwks.json' })],
    ['with claims of its own', signed({ permissions: ['a'], nested: { deep: [1] } })],
    ['of almost 8 kB', signed({ filler: 'x'.repeat(5_800) })],
  ])('passes: %s', async (_name, token) => {
    await expect(verify(token)).resolves.toMatchObject({ kind: 'accessToken' });
  });

  it('names the user in the configured claim', async () => {
    const { verify } = createAccessTokens({ ...settings, userClaim: 'userId' }, { now: () => now });
    await expect(verify(signed({ sub: undefined, userId: 'u2' }))).resolves.toMatchObject({ userId: 'u2' });
    await expect(verify(signed({}))).rejects.toThrow(InvalidCredential);
  });

  it('needs neither issuer nor audience where none is configured', async () => {
    const open = createAccessTokens(
      { ...settings, issuer: undefined, audience: undefined },
      { now: () => now },
    );
    await expect(open.verify(signed({ iss: undefined, aud: undefined }))).resolves.toBeDefined();
    await expect(open.verify(signed({ iss: 'anyone', aud: 'anything' }))).resolves.toBeDefined();
  });
});

describe('a bad access token is refused', () => {
  const bad = badTokens({ secret, claims, now });

  it('in more than 40 ways, each another token', () => {
    expect(new Set(bad.map(({ token }) => token)).size).toBe(bad.length);
    expect(bad.length).toBeGreaterThan(40);
  });

  it.each(bad)('$name', async ({ token }) => {
    await expect(verify(token)).rejects.toThrow(InvalidCredential);
  });

  it('after any change of one character', async () => {
    const good = goodToken({ secret, claims, now });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.constantFrom('', 'A', 'z', '0', '-', '_', '.', '='),
        fc.boolean(),
        async (at, text, insert) => {
          const token = good.slice(0, at) + text + good.slice(insert ? at : at + 1);
          fc.pre(token !== good);
          await expect(verify(token)).rejects.toThrow(InvalidCredential);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whatever it is', async () => {
    const part = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (some) => {
        await expect(verify(some.join('.'))).rejects.toThrow(InvalidCredential);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['expired', signed({ iat: iat - 900, exp: iat - 60 })],
    ['notYetValid', signed({ nbf: iat + 60 })],
    ['signature', `${signed({}).slice(0, -4)}AAAA`],
    ['algorithm', signed({}, { alg: 'none' })],
    ['lifetime', signed({ exp: iat + 86_401 })],
    ['issuer', signed({ iss: 'x' })],
    ['audience', signed({ aud: 'x' })],
    ['claims', signed({ sub: 7 })],
    ['claims', signed({ exp: undefined })],
    ['claims', signed({ iat: undefined })],
    ['notYetValid', signed({ iat: iat + 31 })],
    ['tokenType', signed({}, { typ: 'logout+jwt' })],
    ['tooLong', signed({ filler: 'x'.repeat(8_192) })],
    ['malformed', 'x'],
  ])('with a reason for the log: %s', async (reason, token) => {
    await expect(verify(token)).rejects.toMatchObject({ reason });
  });

  it('with an error that holds nothing of the token', async () => {
    const token = signed({ aud: 'x' }, { crit: ['canary'], canary: 1 });
    for (const refused of [token, signed({ aud: 'canary' }), signed({ sub: 'canary\n' })]) {
      const error = await verify(refused).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(InvalidCredential);
      expect(Object.entries(error as object)).toEqual(
        expect.arrayContaining([['name', 'InvalidCredential']]),
      );
      expect(
        JSON.stringify(Object.getOwnPropertyNames(error).map((name) => Reflect.get(error as object, name))),
      ).not.toMatch(/canary|ada@example/);
    }
  });
});

describe('shared secrets', () => {
  const next = 'the-next-shared-secret-of-32-bytes-or-more';
  const token = (key: string) => goodToken({ secret: key, claims, now });
  const withSecrets = (...secrets: string[]) =>
    createAccessTokens({ ...settings, keys: { kind: 'secret', secrets } }, { now: () => now });

  it('are two while rotating, then one', async () => {
    const rotating = withSecrets(next, secret);
    await expect(rotating.verify(token(secret))).resolves.toBeDefined();
    await expect(rotating.verify(token(next))).resolves.toBeDefined();
    const rotated = withSecrets(next);
    await expect(rotated.verify(token(next))).resolves.toBeDefined();
    await expect(rotated.verify(token(secret))).rejects.toMatchObject({ reason: 'signature' });
  });

  it('keep every other check with the second one', async () => {
    const rotating = withSecrets(next, secret);
    for (const { name, token } of badTokens({ secret, claims, now })) {
      await expect(rotating.verify(token), name).rejects.toThrow(InvalidCredential);
    }
  });

  it.each([
    ['none', []],
    ['an empty one', ['']],
    ['one of 31 bytes', ['s'.repeat(31)]],
    ['a short one beside a good one', [secret, 'canary']],
  ])('are refused when made: %s', (_name, secrets) => {
    expect(() => withSecrets(...secrets)).toThrow(/secret for access tokens/);
    expect(() => withSecrets(...secrets)).not.toThrow(/canary|sss/);
  });

  it('count bytes, not characters', () => {
    expect(() => withSecrets('é'.repeat(16))).not.toThrow();
  });
});
