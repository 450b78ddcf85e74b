import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../harness/client.ts';
import { appUrl, type TestService } from '../../harness/service.ts';
import { expectPortalOf, expectPrivateJson, lastReturnUrl, portalPage } from './answers.ts';
import { type Door, givenVisitor } from './doors.ts';
import type { History } from './eligibility.ts';

const json = { 'Content-Type': 'application/json' };
const returnUrl = `${appUrl}/settings/billing`;

/** What a published client sends where it has no body. */
const noBodies: readonly (RequestOptions & { readonly name: string })[] = [
  { name: 'without a body and a Content-Type' },
  { name: 'with a Content-Type and no bytes', bytes: '', headers: json },
  { name: 'with the four bytes null', bytes: 'null', headers: json },
];

/** 200 at any door: whose portal it is, and that a body may be missing in every way. */
export function opensPortals(service: () => TestService, door: Door): void {
  it('the URL opens the portal of the own customer, among others', async () => {
    const others = await givenVisitor(service(), door);
    const { token, customer } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token });
    await expectPortalOf(reply, customer);
    expect(await portalPage(reply)).not.toContain(others.customer);
  });

  it('each call makes a new portal', async () => {
    const { token } = await givenVisitor(service(), door);
    const first = await service().post(door.path, { token });
    const second = await service().post(door.path, { token });
    expect(second.body.url).not.toBe(first.body.url);
  });

  it('the answer is JSON that nobody stores', async () => {
    const { token } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token });
    expect(reply.status).toBe(200);
    expectPrivateJson(reply);
  });

  it.each(['text/html', 'application/xml;q=1, */*;q=0', ''])('… whatever Accept says: %j', async (Accept) => {
    const { token, customer } = await givenVisitor(service(), door);
    const reply = await service().post(door.path, { token, headers: { Accept } });
    await expectPortalOf(reply, customer);
    expectPrivateJson(reply);
  });

  it.each(noBodies)('$name the portal leads back to the dashboard', async ({ name: _, ...options }) => {
    const { token, customer } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token, ...options }), customer);
    expect(lastReturnUrl(service())).toBe(`${appUrl}/dashboard`);
  });

  it('with a chunked body of zero bytes, too', async () => {
    const { token, customer } = await givenVisitor(service(), door);
    const head = `POST ${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n`;
    const reply = await service().raw(`${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`);
    await expectPortalOf(reply, customer);
  });

  it.each(['bearer', 'BEARER', 'Bearer  '])('the scheme may be written as %j', async (scheme) => {
    const { token, customer } = await givenVisitor(service(), door);
    const headers = { Authorization: `${scheme} ${token}` };
    await expectPortalOf(await service().post(door.path, { headers }), customer);
  });

  it("a caller's X-Request-Id is kept, another is replaced", async () => {
    const { token } = await givenVisitor(service(), door);
    const idOf = async (given: string) => {
      const reply = await service().post(door.path, { token, headers: { 'X-Request-Id': given } });
      return reply.headers.get('x-request-id');
    };
    const longest = 'Az09._-'.padEnd(128, 'x');
    expect(await idOf(longest)).toBe(longest);
    for (const wrong of [`${longest}x`, 'a b', 'a"b', 'ä']) {
      expect(await idOf(wrong)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('a target in absolute form is served like its path', async () => {
    const { token, customer } = await givenVisitor(service(), door);
    const reply = await service().raw(
      `POST https://backend.flashback.tech${door.path} HTTP/1.1\r\nHost: localhost:3000\r\n` +
        `Connection: close\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    await expectPortalOf(reply, customer);
  });
}

/** 200 at a user's door, beside that: the way back that the caller chose. */
export function leadsBack(service: () => TestService, door: Door): void {
  const bodies: readonly (RequestOptions & { readonly name: string })[] = [
    { name: 'as JSON', json: { returnUrl } },
    {
      name: 'with a charset',
      bytes: JSON.stringify({ returnUrl }),
      headers: { 'Content-Type': 'application/json; charset=UTF-8' },
    },
    {
      name: 'compressed by gzip',
      bytes: Uint8Array.from(gzipSync(JSON.stringify({ returnUrl }))),
      headers: { ...json, 'Content-Encoding': 'gzip' },
    },
    {
      name: 'in a body of exactly 16 kB',
      bytes: JSON.stringify({ returnUrl }).padEnd(16_384),
      headers: json,
    },
  ];
  it.each(bodies)('the portal leads back to the returnUrl, sent $name', async ({ name: _, ...options }) => {
    const { token, customer } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token, ...options }), customer);
    expect(lastReturnUrl(service())).toBe(returnUrl);
  });

  it('with an empty object it leads back to the dashboard', async () => {
    const { token } = await givenVisitor(service(), door);
    expect(await service().post(door.path, { token, json: {} })).toMatchObject({ status: 200 });
    expect(lastReturnUrl(service())).toBe(`${appUrl}/dashboard`);
  });

  it('http://localhost may be the app while Stripe is not live', async () => {
    const { token } = await givenVisitor(service(), door);
    const local = 'http://localhost:5173/billing';
    expect(await service().post(door.path, { token, json: { returnUrl: local } })).toMatchObject({
      status: 200,
    });
    expect(lastReturnUrl(service())).toBe(local);
  });
}

/** What a 200's body is: these fields and no other. */
export function answersWith(service: () => TestService, door: Door, fields: object): void {
  describe('the body', () => {
    it(`is exactly ${JSON.stringify({ ...fields, url: '…' })}`, async () => {
      const { token } = await givenVisitor(service(), door);
      const { body } = await service().post(door.path, { token });
      expect(body).toEqual({ ...fields, url: expect.stringMatching(/^https?:\/\/\S+$/) });
    });
  });
}

/** 200 for customers of these histories. */
export function letsIn(service: () => TestService, door: Door, histories: readonly History[]): void {
  it.each(histories)('a customer of this history gets a portal: $who', async ({ who: _, ...facts }) => {
    const { token, customer } = await givenVisitor(service(), door, facts);
    await expectPortalOf(await service().post(door.path, { token }), customer);
  });
}
