import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { createApiKey } from '../../../src/auth/apiKeyFormat.ts';
import type { Reply, RequestOptions } from '../../harness/client.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { jwtSecret } from '../../harness/tokens.ts';
import { expectError } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';
import { revoke, rotate } from './keys.ts';

/** A 401 in the contract's words, with the challenge of RFC 6750: `Bearer` alone where no credential came. */
export function expectUnauthorized(
  service: TestService,
  door: Door,
  reply: Reply,
  { challenge = 'Bearer error="invalid_token"', message = door.unauthorized } = {},
): void {
  expectError(service, door, reply, { status: 401, code: 'UNAUTHORIZED', message });
  expect(reply.headers.get('www-authenticate')).toBe(challenge);
  expect(service.portalSessions()).toBe(0);
}

/** 401 at any door. No portal is opened on the service of this suite, so that Stripe must not have been asked at all. */
export function refusesStrangers(service: () => TestService, door: Door): void {
  it('without a credential', async () => {
    expectUnauthorized(service(), door, await service().post(door.path), { challenge: 'Bearer' });
  });

  it('with a credential in the query alone', async () => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().post(`${door.path}?access_token=${token}`);
    expectUnauthorized(service(), door, reply, { challenge: 'Bearer' });
  });

  it.each([
    { name: 'of another scheme', header: (token: string) => `Basic ${btoa(`${token}:`)}` },
    { name: 'without a scheme', header: (token: string) => token },
    { name: 'with the scheme alone', header: () => 'Bearer' },
    { name: 'of two tokens', header: (token: string) => `Bearer ${token} ${token}` },
    { name: 'with a comma behind', header: (token: string) => `Bearer ${token},` },
    { name: 'cut', header: (token: string) => `Bearer ${token.slice(0, -1)}` },
    { name: 'with a character more', header: (token: string) => `Bearer ${token}x` },
    { name: 'a word', header: () => 'Bearer token' },
  ])('with an Authorization header $name', async ({ header }) => {
    const { token } = await givenVisitor(service(), door);
    const headers = { Authorization: header(token) };
    expectUnauthorized(service(), door, await service().post(door.path, { headers }));
  });

  it('with two Authorization headers, both good', async () => {
    const { token } = await givenVisitor(service(), door);
    const header = `Authorization: Bearer ${token}\r\n`;
    const reply = await service().raw(
      `POST ${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}${header}\r\n`,
    );
    expectUnauthorized(service(), door, reply);
  });

  it.each(['http://evil.example', 'https://backend.flashback.tech', 'HTTP://x'])(
    'without a credential on a target in absolute form at %s',
    async (origin) => {
      const reply = await service().raw(
        `POST ${origin}${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expectUnauthorized(service(), door, reply, { challenge: 'Bearer' });
    },
  );

  const badBodies: readonly (RequestOptions & { readonly name: string })[] = [
    { name: 'of another type (415)', bytes: 'x', headers: { 'Content-Type': 'text/plain' } },
    { name: 'that is too large (413)', json: 'x'.repeat(20_000) },
    { name: 'that is no JSON (400)', bytes: '{', headers: { 'Content-Type': 'application/json' } },
    { name: 'with an unknown field (400)', json: { customer: 'cus_1' } },
  ];
  it.each(badBodies)('… goes before a body $name', async ({ name: _, ...options }) => {
    const reply = await service().post(`${door.path}?a=b`, options);
    expectUnauthorized(service(), door, reply, { challenge: 'Bearer' });
  });
}

/** 401 at a door for access tokens. The whole table of bad tokens is in test/matrix. */
export function refusesTokens(service: () => TestService, door: Door): void {
  const signed = (secret: string, lifetime: { iat: number; exp: number }, sub: string) =>
    new SignJWT({ sub, orgId: `o-${sub}` })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt(lifetime.iat)
      .setExpirationTime(lifetime.exp)
      .sign(new TextEncoder().encode(secret));
  const now = Math.floor(Date.now() / 1000);

  it.each([
    { name: 'that is expired', secret: jwtSecret, iat: now - 1_000, exp: now - 100 },
    { name: 'of a foreign secret', secret: 'x'.repeat(40), iat: now, exp: now + 900 },
    { name: 'made to live longer than a day', secret: jwtSecret, iat: now, exp: now + 90_000 },
  ])('with an access token $name', async ({ secret, iat, exp }) => {
    const { owner } = await givenVisitor(service(), door);
    const user = owner.type === 'user' ? owner.id : owner.id.slice('o-'.length);
    const token = await signed(secret, { iat, exp }, user);
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });
}

/** 401 at a door for API keys. */
export function refusesKeys(service: () => TestService, door: Door): void {
  it.each(['that nobody made', 'of another product'])('with an API key %s', async (name) => {
    const token = createApiKey(name.startsWith('that') ? 'llmgen_' : 'other_').key;
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });

  it('with an API key that was revoked, at the next request', async () => {
    const { token } = await givenVisitor(service(), door);
    await revoke(service(), token);
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });

  it('with an API key that has expired', async () => {
    const expiresAt = new Date(Date.now() - 1_000).toISOString();
    const token = await service().givenKey({ userId: newUser(), expiresAt });
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });

  it('with an API key that was rotated, once its time is over', async () => {
    const { token } = await givenVisitor(service(), door);
    await rotate(service(), token, 0);
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });

  it('with an API key of a user who was deleted', async () => {
    const { token, owner } = await givenVisitor(service(), door);
    await service().store.directory.importLines([{ line: 1, type: 'user', id: owner.id, deleted: true }]);
    expectUnauthorized(service(), door, await service().post(door.path, { token }));
  });
}

/** 401 where the credential is a good one of the other kind: the message names the route that takes it. */
export function namesOtherRoute(
  service: () => TestService,
  door: Door,
  otherKind: 'an access token' | 'an API key',
  message: string,
): void {
  it(`with ${otherKind}, which another route takes: the message names it`, async () => {
    const user = newUser();
    await service().givenAccount({ type: 'user', id: user });
    const token =
      otherKind === 'an API key' ? await service().givenKey({ userId: user }) : await tokenOf(user);
    expectUnauthorized(service(), door, await service().post(door.path, { token }), { message });
  });
}
