import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { RequestOptions } from '../../harness/client.ts';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { refusesQueries } from '../shared/badRequests.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';
import { organization as door, givenVisitor } from '../shared/doors.ts';
import { checkoutUrl, hasNoAccount, isUnknownToStripe, namesCheckout } from '../shared/noAccount.ts';

const noOrganization = {
  status: 400,
  code: 'NO_ORGANIZATION',
  message: 'You do not belong to an organization. Create one or join one, then sign in again.',
};
const bodyNotAllowed = {
  status: 400,
  code: 'VALIDATION_FAILED',
  message: 'The request is not valid. This operation takes no request body. Send none.',
};
const ambiguous = (claim: string) => ({
  status: 400,
  code: 'VALIDATION_FAILED',
  message: `The request is not valid. You belong to several organizations. Name one of them in the access token's claim ${claim}.`,
});
const json = { 'Content-Type': 'application/json' };

const bodies: readonly (RequestOptions & { readonly name: string })[] = [
  { name: 'an empty object', json: {} },
  { name: 'a returnUrl', json: { returnUrl: 'https://yourapp.com/' } },
  { name: 'a customer', json: { customer: 'cus_1' } },
  { name: 'an empty array', json: [] },
  { name: 'an empty text', json: '' },
  { name: 'false', json: false },
  { name: '0', json: 0 },
  { name: 'malformed JSON', bytes: '{', headers: json },
  { name: 'a space', bytes: ' ', headers: json },
  { name: 'NULL', bytes: 'NULL', headers: json },
  { name: 'text', bytes: 'hello', headers: { 'Content-Type': 'text/plain' } },
  { name: 'a form', bytes: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
  { name: 'bytes without a Content-Type', bytes: Uint8Array.of(0) },
  { name: 'bytes that are no UTF-8', bytes: Uint8Array.of(0xff), headers: json },
  {
    name: 'gzip',
    bytes: Uint8Array.from(gzipSync('{}')),
    headers: { ...json, 'Content-Encoding': 'gzip' },
  },
  { name: 'an unknown coding', bytes: 'x', headers: { ...json, 'Content-Encoding': 'x-none' } },
];

await forEachService('createBillingPortal › 400', (service) => {
  hasNoAccount(service, door);
  isUnknownToStripe(service, door);
  refusesQueries(service, door);
  refusesBadSyntax(service, 'POST', door);

  it.each(bodies)('a body where none is allowed: $name', async ({ name: _, ...options }) => {
    const { token } = await givenVisitor(service(), door);
    const before = service().portalSessions();
    expectError(service(), door, await service().post(door.path, { token, ...options }), bodyNotAllowed);
    expect(service().portalSessions()).toBe(before);
  });

  it('a chunked body where none is allowed', async () => {
    const { token } = await givenVisitor(service(), door);
    const head = `POST ${door.path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n`;
    const reply = await service().raw(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`);
    expectError(service(), door, reply, bodyNotAllowed);
  });

  it('a user who belongs to no organization', async () => {
    const user = newUser();
    await service().store.directory.importLines([{ line: 1, type: 'user', id: user }]);
    const reply = await service().post(door.path, { token: await tokenOf(user) });
    expectError(service(), door, reply, noOrganization);
  });

  it('a user whose only organization was deleted', async () => {
    const { token, owner } = await givenVisitor(service(), door);
    const { id } = owner;
    await service().store.directory.importLines([
      { line: 1, type: 'organization', id, name: id, deleted: true },
    ]);
    expectError(service(), door, await service().post(door.path, { token }), noOrganization);
  });

  it('a member of several organizations whose token names none', async () => {
    const user = newUser();
    for (const name of ['one', 'two']) await service().givenMember(user, `${user}-${name}`, 'owner');
    const reply = await service().post(door.path, { token: await tokenOf(user) });
    expectError(service(), door, reply, ambiguous('orgId'));
  });
});

await forEachService(
  'createBillingPortal › 400 › organizations by claims',
  (service) => {
    it('a token that names no organization', async () => {
      const reply = await service().post(door.path, { token: await tokenOf(newUser(), { role: 'owner' }) });
      expectError(service(), door, reply, noOrganization);
    });

    it('an organization without a billing account', async () => {
      const token = await tokenOf(newUser(), { orgId: 'o-unknown', role: 'owner' });
      expectError(service(), door, await service().post(door.path, { token }), door.noAccount);
    });
  },
  { env: { MEMBERSHIP: 'claims' } },
);

await forEachService(
  'createBillingPortal › 400 › with settings of its own',
  (service) => {
    namesCheckout(
      service,
      door,
      `No billing account found for this organization. It must make a purchase first: ${checkoutUrl}`,
    );

    it('the message names the claim that ORG_CLAIM says', async () => {
      const user = newUser();
      for (const name of ['one', 'two']) await service().givenMember(user, `${user}-${name}`, 'owner');
      const reply = await service().post(door.path, { token: await tokenOf(user) });
      expectError(service(), door, reply, ambiguous('org_id'));
    });
  },
  { env: { CHECKOUT_URL: checkoutUrl, ORG_CLAIM: 'org_id' } },
);
