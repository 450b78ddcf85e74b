import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from '../../src/auth/accessTokens.ts';
import { InvalidCredential } from '../../src/auth/credential.ts';
import { base64url } from './signing.ts';

const withKey = (pem: string) =>
  createAccessTokens({
    keys: { kind: 'publicKey', pem },
    issuer: 'https://id.example',
    audience: 'billing',
    userClaim: 'sub',
    organizationClaim: 'orgId',
    roleClaim: 'role',
    maxLifetimeSeconds: 86_400,
  });
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const signed = (alg: string, key: KeyObject, claims = {}) =>
  new SignJWT({ iss: 'https://id.example', aud: 'billing', sub: 'u1', ...claims })
    .setProtectedHeader({ alg })
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(key);

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pairs = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
};
const kinds = [
  { alg: 'RS256', pair: rsa, stranger: pairs.RS256(), others: ['RS384', 'RS512', 'PS256'] },
  { alg: 'ES256', pair: pairs.ES256(), stranger: pairs.ES256(), others: [] },
  { alg: 'EdDSA', pair: pairs.EdDSA(), stranger: pairs.EdDSA(), others: ['Ed25519'] },
];

describe.each(kinds)('a public key for $alg', ({ alg, pair, stranger, others }) => {
  const accessTokens = withKey(spki(pair.publicKey));

  it('takes a token by its private key', async () => {
    await expect(accessTokens.verify(await signed(alg, pair.privateKey))).resolves.toMatchObject({
      userId: 'u1',
    });
  });

  it('refuses a token by another key of the kind', async () => {
    await expect(accessTokens.verify(await signed(alg, stranger.privateKey))).rejects.toMatchObject({
      reason: 'signature',
    });
  });

  it('refuses its own key under another algorithm', async () => {
    for (const other of others) {
      await expect(accessTokens.verify(await signed(other, pair.privateKey)), other).rejects.toMatchObject({
        reason: 'algorithm',
      });
    }
  });

  it('refuses the other kinds', async () => {
    for (const other of kinds.filter((kind) => kind.alg !== alg)) {
      await expect(
        accessTokens.verify(await signed(other.alg, other.pair.privateKey)),
        other.alg,
      ).rejects.toMatchObject({ reason: 'algorithm' });
    }
  });

  it('refuses the public key as an HMAC secret, however it is written', async () => {
    const pem = spki(pair.publicKey);
    const der = pair.publicKey.export({ type: 'spki', format: 'der' });
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: 'https://id.example', aud: 'billing', sub: 'u1', iat, exp: iat + 900 };
    for (const secret of [pem, pem.trim(), pem.replaceAll('\n', ''), der]) {
      for (const header of ['HS256', alg, 'none']) {
        const input = `${base64url({ alg: header })}.${base64url(claims)}`;
        const token = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
        await expect(accessTokens.verify(token)).rejects.toThrow(InvalidCredential);
      }
    }
  });

  it('refuses a foreign issuer and audience', async () => {
    await expect(accessTokens.verify(await signed(alg, pair.privateKey, { iss: 'x' }))).rejects.toMatchObject(
      { reason: 'issuer' },
    );
    await expect(accessTokens.verify(await signed(alg, pair.privateKey, { aud: 'x' }))).rejects.toMatchObject(
      { reason: 'audience' },
    );
  });
});

describe('a public key file', () => {
  it('may be in PKCS#1', async () => {
    const accessTokens = withKey(rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString());
    await expect(accessTokens.verify(await signed('RS256', rsa.privateKey))).resolves.toBeDefined();
  });

  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = spki(rsa.publicKey);
  it.each([
    ['empty', '', /one PEM public key/],
    ['no PEM', 'canary', /one PEM public key/],
    ['cut', pem.slice(0, 200), /one PEM public key/],
    [
      'rubbish between its lines',
      '-----BEGIN PUBLIC KEY-----\ncanary\n-----END PUBLIC KEY-----\n',
      /one PEM public key/,
    ],
    ['two keys', pem + pem, /one PEM public key/],
    ['a private key', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /a private key/],
    [
      'a private key beside the public one',
      pem + rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }),
      /a private key/,
    ],
    ['RSA of 1024 bits', spki(weak.publicKey), /none of RSA/],
    ['RSA-PSS', spki(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey), /none of RSA/],
    ['EC P-384', spki(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), /none of RSA/],
    ['EC secp256k1', spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), /none of RSA/],
    ['Ed448', spki(generateKeyPairSync('ed448').publicKey), /none of RSA/],
    ['X25519', spki(generateKeyPairSync('x25519').publicKey), /none of RSA/],
  ])('is refused when made: %s', (_name, content, message) => {
    expect(() => withKey(content)).toThrow(message);
    expect(() => withKey(content)).not.toThrow(/canary|MII/);
  });

  it('needs an issuer and an audience beside it', () => {
    const names = { userClaim: 'sub', organizationClaim: 'orgId', roleClaim: 'role', maxLifetimeSeconds: 60 };
    const make = (more: object) => () =>
      createAccessTokens({ keys: { kind: 'publicKey', pem }, ...names, ...more });
    expect(make({ issuer: 'i' })).toThrow(/issuer and an audience/);
    expect(make({ audience: 'a' })).toThrow(/issuer and an audience/);
    expect(make({ issuer: 'i', audience: 'a' })).not.toThrow();
  });
});
