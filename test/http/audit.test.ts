import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import type { ContractOperationId } from '../../generated/operations.ts';
import type { PortalAttempt } from '../../src/store/portalAttempts.ts';
import {
  allDoors,
  billingPortalByKey,
  billingPortalByToken,
  type Door,
  givenVisitor,
  organization,
  subscriptionsByKey,
  subscriptionsByToken,
  userDoors,
} from '../contracts/shared/doors.ts';
import type { RequestOptions } from '../harness/client.ts';
import { forEachService } from '../harness/forEachService.ts';
import { newUser, type TestService, tokenOf } from '../harness/service.ts';
import { openRaw } from '../store/databases.ts';
import { bearer, dial, request } from './wire.ts';

const canary = 'canary-that-only-a-path-has';

await forEachService('the audit of portal sessions', (service) => {
  /** Sends a request, and looks up what was kept of it. */
  async function attemptsOf(path: string, options: RequestOptions, method = 'POST') {
    const requestId = randomUUID();
    const headers = { 'X-Request-Id': requestId, ...options.headers };
    const reply = await service().request(method, path, { ...options, headers });
    return { reply, requestId, kept: await keptOf(service(), requestId) };
  }

  async function attemptOf(door: Pick<Door, 'path'>, options: RequestOptions) {
    const { reply, requestId, kept } = await attemptsOf(door.path, options);
    expect(kept).toHaveLength(1);
    return { reply, requestId, attempt: kept[0] };
  }

  describe('a session that was issued', () => {
    it.each(allDoors)('at $path by $credential: whose, to whom, and where it leads back', async (door) => {
      const { token, owner, customer } = await givenVisitor(service(), door);
      const before = new Date().toISOString();
      const { reply, requestId, attempt } = await attemptOf(door, { token });
      expect(reply.status).toBe(200);
      expect(attempt).toEqual({
        id: expect.any(String),
        at: expect.any(String),
        requestId,
        operation: door.operation,
        outcome: 'issued',
        code: null,
        owner,
        customerId: customer,
        livemode: false,
        principal: await principalOf(service(), door, owner.id),
        returnOrigin: 'https://yourapp.com',
        replayed: false,
      });
      expect(attempt && attempt.at >= before && attempt.at <= new Date().toISOString()).toBe(true);
    });

    it.each(userDoors)('at $path by $credential: the origin of its return URL, and no more', async (door) => {
      const { token } = await givenVisitor(service(), door);
      const json = { returnUrl: `http://localhost:5173/${canary}?q=${canary}#${canary}` };
      const { attempt } = await attemptOf(door, { token, json });
      expect(attempt).toMatchObject({ outcome: 'issued', returnOrigin: 'http://localhost:5173' });
    });

    it.each(allDoors)('at $path by $credential, again under the same key: as the first', async (door) => {
      const { token } = await givenVisitor(service(), door);
      const headers = { 'Idempotency-Key': randomUUID() };
      const first = await attemptOf(door, { token, headers });
      const second = await attemptOf(door, { token, headers });
      expect(second.reply.body).toEqual(first.reply.body);
      expect([first, second].map(({ attempt }) => attempt?.replayed)).toEqual([false, true]);
      const { id, at, requestId, ...rest } = first.attempt ?? { id: '', at: '', requestId: '' };
      expect(second.attempt).toMatchObject({ ...rest, replayed: true });
      expect(second.attempt?.requestId).not.toBe(requestId);
    });
  });

  describe('a refusal', () => {
    const refused = { outcome: 'refused', replayed: false, livemode: false };

    it.each(allDoors)('at $path by $credential: no billing account', async (door) => {
      const { token, owner } = await door.givenNewcomer(service());
      const { attempt } = await attemptOf(door, { token });
      expect(attempt).toMatchObject({
        ...refused,
        operation: door.operation,
        code: door.noAccount.code,
        owner,
        customerId: null,
        principal: await principalOf(service(), door, owner.id),
        returnOrigin: null,
      });
    });

    it('an account that is not eligible is named', async () => {
      const door = subscriptionsByToken;
      const { token, customer } = await givenVisitor(service(), door, { subscriptionStatus: null });
      const { attempt } = await attemptOf(door, {
        token,
        json: { returnUrl: `https://yourapp.com/${canary}` },
      });
      expect(attempt).toMatchObject({
        ...refused,
        code: 'NO_STRIPE_CUSTOMER',
        customerId: customer,
        returnOrigin: 'https://yourapp.com',
      });
    });

    it('a customer that Stripe does not know is named', async () => {
      const { token, customer } = await givenVisitor(service(), billingPortalByToken);
      service().standIn.data.customers.delete(customer);
      const { attempt } = await attemptOf(billingPortalByToken, { token });
      expect(attempt).toMatchObject({ ...refused, code: 'NOT_FOUND', customerId: customer });
      expect((await service().store.billingAccountChanges.of(customer)).at(-1)).toMatchObject({
        field: 'staleAt',
        setBy: 'portal request',
      });
    });

    it.each([
      {
        name: 'of another origin',
        returnUrl: `https://evil.example/${canary}`,
        origin: 'https://evil.example',
      },
      { name: 'that is no URL', returnUrl: `https://yourapp.com:99999/${canary}`, origin: null },
      { name: 'without an origin', returnUrl: `javascript:${canary}`, origin: null },
      {
        name: 'with a password',
        returnUrl: `https://u:${canary}@yourapp.com/`,
        origin: 'https://yourapp.com',
      },
    ])('a return URL $name', async ({ returnUrl, origin }) => {
      const { token, owner, customer } = await givenVisitor(service(), subscriptionsByKey);
      const { attempt } = await attemptOf(subscriptionsByKey, { token, json: { returnUrl } });
      expect(attempt).toMatchObject({
        ...refused,
        code: 'VALIDATION_FAILED',
        owner,
        customerId: customer,
        returnOrigin: origin,
      });
    });

    it("a return URL outside of the API key's own origins", async () => {
      const { owner, customer } = await givenVisitor(service(), billingPortalByToken);
      const token = await service().givenKey({ userId: owner.id, returnOrigins: ['https://yourapp.com'] });
      const json = { returnUrl: 'http://localhost:5173/' };
      const { attempt } = await attemptOf(billingPortalByKey, { token, json });
      expect(attempt).toMatchObject({
        ...refused,
        code: 'VALIDATION_FAILED',
        customerId: customer,
        principal: await principalOf(service(), billingPortalByKey, owner.id),
        returnOrigin: 'http://localhost:5173',
      });
    });

    it('an intent that the customer has no subscription for', async () => {
      const { token, customer } = await givenVisitor(service(), billingPortalByToken);
      const { attempt } = await attemptOf(billingPortalByToken, { token, json: { intent: 'cancel' } });
      expect(attempt).toMatchObject({ ...refused, code: 'NO_ACTIVE_SUBSCRIPTION', customerId: customer });
    });

    it('a member who may not manage billing: the organization is named', async () => {
      const user = newUser();
      await service().givenMember(user, `o-${user}`, 'user');
      const { attempt } = await attemptOf(organization, { token: await tokenOf(user) });
      expect(attempt).toMatchObject({
        ...refused,
        code: 'FORBIDDEN',
        owner: { type: 'organization', id: `o-${user}` },
        customerId: null,
        principal: { userId: user, kind: 'accessToken', apiKeyId: null },
      });
    });

    it('a user without an organization, in several, or in none of that name: no owner is known', async () => {
      const [alone, busy] = [newUser(), newUser()];
      await service().store.directory.importLines([{ line: 1, type: 'user', id: alone }]);
      for (const name of ['one', 'two']) await service().givenMember(busy, `${busy}-${name}`, 'owner');
      const tokens = {
        NO_ORGANIZATION: await tokenOf(alone),
        VALIDATION_FAILED: await tokenOf(busy),
        ORG_NOT_FOUND: await tokenOf(busy, { orgId: 'o-of-others' }),
        USER_NOT_FOUND: await tokenOf(newUser()),
      };
      for (const [code, token] of Object.entries(tokens)) {
        const { attempt } = await attemptOf(organization, { token });
        expect(attempt).toMatchObject({
          ...refused,
          code,
          owner: null,
          customerId: null,
          returnOrigin: null,
        });
      }
    });

    it.each(allDoors)("at $path by $credential: Stripe's failures and ours", async (door) => {
      const { token, owner, customer } = await givenVisitor(service(), door);
      const known = { ...refused, owner, customerId: customer, returnOrigin: 'https://yourapp.com' };
      const { faults } = service().standIn;
      faults.next({ kind: 'html' });
      expect((await attemptOf(door, { token })).attempt).toMatchObject({
        ...known,
        code: 'STRIPE_BAD_RESPONSE',
      });
      faults.next({ kind: 'status', status: 503, times: 2 });
      expect((await attemptOf(door, { token })).attempt).toMatchObject({
        ...known,
        code: 'STRIPE_UNAVAILABLE',
      });
      faults.next({ kind: 'status', status: 401 });
      expect((await attemptOf(door, { token })).attempt).toMatchObject({ ...known, code: 'INTERNAL_ERROR' });
    });

    it.each(allDoors)('at $path by $credential: an idempotency key that is none', async (door) => {
      const { token, owner } = await givenVisitor(service(), door);
      const { attempt } = await attemptOf(door, { token, headers: { 'Idempotency-Key': '"' } });
      expect(attempt).toMatchObject({
        ...refused,
        code: 'INVALID_IDEMPOTENCY_KEY',
        owner: null,
        principal: await principalOf(service(), door, owner.id),
      });
    });

    it('an idempotency key whose first request is not answered yet', async () => {
      const { token } = await givenVisitor(service(), subscriptionsByToken);
      const headers = { 'Idempotency-Key': randomUUID() };
      const before = service().portalSessions();
      service().standIn.faults.next({ kind: 'delay', ms: 1_000 });
      const first = service().post(subscriptionsByToken.path, { token, headers });
      await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 1));
      const { attempt } = await attemptOf(subscriptionsByToken, { token, headers });
      expect(attempt).toMatchObject({ ...refused, code: 'IDEMPOTENCY_IN_PROGRESS' });
      expect((await first).status).toBe(200);
    });

    it('the same idempotency key with another body', async () => {
      const { token } = await givenVisitor(service(), subscriptionsByToken);
      const headers = { 'Idempotency-Key': randomUUID() };
      await attemptOf(subscriptionsByToken, { token, headers });
      const json = { returnUrl: 'https://yourapp.com/other' };
      const { attempt } = await attemptOf(subscriptionsByToken, { token, headers, json });
      expect(attempt).toMatchObject({ ...refused, code: 'IDEMPOTENCY_KEY_REUSE' });
    });

    it('nothing was told to a caller who hung up: no code', async () => {
      const door = subscriptionsByToken;
      const { token, owner, customer } = await givenVisitor(service(), door);
      const before = service().portalSessions();
      service().standIn.faults.next({ kind: 'hang' });
      const requestId = randomUUID();
      const wire = dial(service().url);
      wire.send(request('POST', door.path, { ...bearer(token), 'X-Request-Id': requestId }));
      await vi.waitFor(() => expect(service().portalSessions()).toBe(before + 1), { interval: 5 });
      wire.hangUp();
      await wire.closed;
      await vi.waitFor(async () => expect(await keptOf(service(), requestId)).toHaveLength(1));
      expect((await keptOf(service(), requestId))[0]).toMatchObject({
        ...refused,
        code: null,
        owner,
        customerId: customer,
      });
    });
  });

  it('what is refused before the handler is not kept', async () => {
    const { token, owner } = await givenVisitor(service(), subscriptionsByToken);
    const withoutScope = await service().givenKey({ userId: owner.id, scopes: [] });
    const { path } = subscriptionsByToken;
    const rows = [
      [401, await attemptsOf(path, {})],
      [401, await attemptsOf(path, { token: `${token}x` })],
      [403, await attemptsOf(subscriptionsByKey.path, { token: withoutScope })],
      [404, await attemptsOf(`${path}/`, { token })],
      [405, await attemptsOf(path, { token }, 'GET')],
      [400, await attemptsOf(path, { token, json: { customer: 'cus_1' } })],
      [400, await attemptsOf(`${path}?a=b`, { token })],
    ] as const;
    for (const [status, { reply, kept }] of rows) {
      expect({ status: reply.status, kept }).toEqual({ status, kept: [] });
    }
  });

  it('other operations are not kept', async () => {
    const { token } = await givenVisitor(service(), subscriptionsByToken);
    const eligibility = await attemptsOf('/api/v1/subscriptions/portal/eligibility', { token }, 'GET');
    expect(eligibility).toMatchObject({ reply: { status: 200 }, kept: [] });
  });

  it('no path, query or portal URL is among what is kept', async () => {
    const { token } = await givenVisitor(service(), billingPortalByToken);
    const json = { returnUrl: `https://yourapp.com/${canary}?${canary}` };
    const headers = { 'Idempotency-Key': randomUUID() };
    const { reply } = await attemptOf(billingPortalByToken, { token, json, headers });
    await attemptOf(billingPortalByToken, { token, json, headers });
    const raw = openRaw(service().databaseUrl);
    const rows = JSON.stringify(await raw('portal_attempts').select());
    await raw.destroy();
    expect(rows).toContain('https://yourapp.com');
    expect(rows).not.toContain(canary);
    expect(rows).not.toContain('session/');
    expect(rows).not.toContain(new URL(reply.body.url).pathname);
  });
});

await forEachService(
  'the audit of portal sessions › where a limit is met',
  (service) => {
    it('a request over the limit is not kept', async () => {
      const { token } = await givenVisitor(service(), subscriptionsByToken);
      const ask = () => service().post(subscriptionsByToken.path, { token });
      expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
      expect(await service().store.portalAttempts.list({ limit: 10 })).toHaveLength(1);
    });
  },
  { env: { RATE_LIMIT: '1' } },
);

await forEachService(
  'the audit of portal sessions › with organizations by claims',
  (service) => {
    it('names the organization of the token', async () => {
      const owner = { type: 'organization', id: `o-${newUser()}` } as const;
      const customerId = await service().givenAccount(owner);
      const token = await tokenOf(newUser(), { orgId: owner.id, role: 'owner' });
      expect((await service().post(organization.path, { token })).status).toBe(200);
      expect(await service().store.portalAttempts.list({ owner, limit: 10 })).toMatchObject([
        { operation: organization.operation satisfies ContractOperationId, outcome: 'issued', customerId },
      ]);
    });
  },
  { env: { MEMBERSHIP: 'claims' } },
);

function keptOf(service: TestService, requestId: string): Promise<readonly PortalAttempt[]> {
  return service.store.portalAttempts.list({ requestId, limit: 10 });
}

/** Who a door's caller is, for whose portal they ask. */
async function principalOf(service: TestService, door: Door, ownerId: string) {
  const userId = door === organization ? ownerId.replace(/^o-/, '') : ownerId;
  if (door.credential === 'an access token') return { userId, kind: 'accessToken', apiKeyId: null };
  const [key] = await service.store.apiKeys.list(userId);
  return { userId, kind: 'apiKey', apiKeyId: key?.id };
}
