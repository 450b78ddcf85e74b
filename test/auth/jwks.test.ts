import { describe, expect, it } from 'vitest';
import { createIssuerKey, startIssuer } from './jwksIssuer.ts';
import { first, second, settings, third, useIssuer } from './jwksSetUp.ts';
import { base64url, sign } from './signing.ts';

const idp = useIssuer();
const { by, create, pass, verify } = idp;

describe('keys at a JWKS URL', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('sign with %s', async (alg) => {
    const key = await createIssuerKey('k', alg);
    idp.issuer.publish(key);
    await expect(by(key)).resolves.toEqual({ kind: 'accessToken', userId: 'u1' });
  });

  it('are fetched once, for many tokens at once too', async () => {
    await Promise.all(Array.from({ length: 20 }, () => by(first)));
    await by(first);
    expect(idp.issuer.fetches).toBe(1);
  });

  it('are tried one after the other for a token without kid', async () => {
    idp.issuer.publish(first, second);
    await expect(by(second, {})).resolves.toBeDefined();
    await expect(by(third, {})).rejects.toMatchObject({ reason: 'signature' });
  });

  it('are not fetched for what cannot be a token of theirs', async () => {
    const claims = {
      sub: 'u1',
      iss: settings.issuer,
      aud: settings.audience,
      iat: idp.seconds,
      exp: idp.seconds + 900,
    };
    for (const alg of ['HS256', 'none', 'RS512', 'ES384']) {
      await expect(
        verify(sign({ alg, kid: 'first' }, claims, JSON.stringify(first.jwk))),
      ).rejects.toMatchObject({ reason: 'algorithm' });
    }
    await expect(verify('rubbish')).rejects.toMatchObject({ reason: 'malformed' });
    expect(idp.issuer.fetches).toBe(0);
  });

  it('alone count: a jwk, jku or x5u of the token is not followed', async () => {
    const stranger = await createIssuerKey('first');
    const evil = await startIssuer(stranger);
    try {
      for (const header of [
        { jwk: stranger.jwk },
        { jku: evil.url, kid: 'first' },
        { x5u: evil.url, kid: 'first' },
      ]) {
        await expect(by(stranger, header)).rejects.toMatchObject({ reason: 'signature' });
      }
      expect(evil.fetches).toBe(0);
    } finally {
      await evil.stop();
    }
  });

  it('are not fetched twice for a kid that the first fetch did not bring', async () => {
    await expect(by(second)).rejects.toMatchObject({ reason: 'unknownKey' });
    expect(idp.issuer.fetches).toBe(1);
  });

  it.each(['../../first', "first' OR '1'='1", 'FIRST', ''])('are not found by a kid like %j', async (kid) => {
    await expect(by(first, { kid })).rejects.toMatchObject({ reason: 'unknownKey' });
  });

  it('are refused for another use or algorithm than they say', async () => {
    idp.issuer.publish({ jwk: { ...first.jwk, use: 'enc' } }, { jwk: { ...second.jwk, alg: 'ES384' } });
    await expect(by(first)).rejects.toMatchObject({ reason: 'unknownKey' });
    await expect(by(second)).rejects.toMatchObject({ reason: 'unknownKey' });
  });

  it('never are secrets', async () => {
    const secret = 'a-secret-that-an-issuer-published-by-mistake';
    idp.issuer.publish({ jwk: { kty: 'oct', kid: 'first', k: base64url(secret), alg: 'HS256' } });
    const claims = {
      sub: 'u1',
      iss: settings.issuer,
      aud: settings.audience,
      iat: idp.seconds,
      exp: idp.seconds + 900,
    };
    await expect(verify(sign({ alg: 'HS256', kid: 'first' }, claims, secret))).rejects.toMatchObject({
      reason: 'algorithm',
    });
  });
});

describe('when the issuer rotates its keys', () => {
  it('a new kid is known at once, and the old one until it is withdrawn', async () => {
    await by(first);
    idp.issuer.publish(first, second);
    await expect(by(second)).resolves.toBeDefined();
    await expect(by(first)).resolves.toBeDefined();
    idp.issuer.publish(second);
    pass(10);
    await expect(by(first)).rejects.toMatchObject({ reason: 'unknownKey' });
    await expect(by(second)).resolves.toBeDefined();
  });

  it('made-up kids ask the issuer a few times, not each', async () => {
    await by(first);
    for (let kid = 0; kid < 50; kid++) {
      await expect(by(first, { kid: String(kid) })).rejects.toMatchObject({ reason: 'unknownKey' });
    }
    expect(idp.issuer.fetches).toBe(6);
    idp.issuer.publish(first, second);
    pass(1);
    await expect(by(second)).resolves.toBeDefined();
  });
});

describe('a JWKS URL', () => {
  it.each(['', 'id.example/jwks', 'https://user:canary@id.example/jwks'])(
    'is refused when made: %j',
    (url) => {
      expect(() => create(url)).toThrow(/JWKS URL/);
      expect(() => create(url)).not.toThrow(/canary/);
    },
  );

  it('leaves no connection behind', async () => {
    let connection: string | undefined;
    idp.issuer.answer = (res) => {
      connection = res.req.headers.connection;
      res.end(JSON.stringify({ keys: [first.jwk] }));
    };
    await by(first);
    expect(connection).toBe('close');
  });
});
