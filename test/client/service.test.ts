import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, createBillingPortalClient } from '../../packages/client/src/index.ts';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { errorOf, promptly } from './clients.ts';

describe('the client and the service', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  type Person = Pick<ClientOptions, 'token'> & { readonly token: string };
  const clientOf = ({ token }: Person) =>
    createBillingPortalClient({ baseUrl: service.url, token, retries: { ...promptly, limit: 0 } });

  const givenCustomer = async () => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'user', id: user });
    return { user, customer, token: await tokenOf(user) };
  };
  const givenMember = async (role: 'billing' | 'user') => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'organization', id: `o-${user}` });
    await service.givenMember(user, `o-${user}`, role);
    return { customer, token: await tokenOf(user) };
  };
  const pageAt = async (url = '') => (await fetch(url)).text();

  it("opens the user's portal with an access token", async () => {
    const { customer, token } = await givenCustomer();
    const client = clientOf({ token });
    for (const open of [client.openSubscriptionsPortal, client.createBillingPortalSession]) {
      const { url } = await open({ returnUrl: 'https://yourapp.com/settings/billing' });
      expect(await pageAt(url)).toContain(customer);
    }
    expect(await pageAt((await client.openSubscriptionsPortal()).url)).toContain(customer);
  });

  it("opens the user's portal with an API key", async () => {
    const { customer, user } = await givenCustomer();
    const apiKey = await service.givenKey({ userId: user });
    const client = createBillingPortalClient({ baseUrl: service.url, apiKey });
    for (const open of [client.openSubscriptionsPortalWithApiKey, client.createBillingPortalSession]) {
      expect(await pageAt((await open()).url)).toContain(customer);
    }
  });

  it("opens the organization's portal", async () => {
    const { customer, token } = await givenMember('billing');
    const answer = await clientOf({ token }).createBillingPortal();
    expect(answer).toEqual({ success: true, url: expect.any(String) });
    expect(await pageAt(answer.url)).toContain(customer);
  });

  it('tells beforehand whether a portal would open', async () => {
    const { token, user } = await givenCustomer();
    const client = clientOf({ token });
    expect(await client.getSubscriptionsPortalEligibility()).toEqual({ eligible: true });
    expect(await client.getBillingPortalEligibility()).toEqual({ eligible: true });
    const apiKey = await service.givenKey({ userId: user });
    const thirdParty = createBillingPortalClient({ baseUrl: service.url, apiKey });
    expect(await thirdParty.getSubscriptionsPortalEligibilityWithApiKey()).toEqual({ eligible: true });
    const stranger = clientOf({ token: await tokenOf(newUser()) });
    expect(await stranger.getSubscriptionsPortalEligibility()).toMatchObject({
      eligible: false,
      code: 'NO_STRIPE_CUSTOMER',
    });
    const member = clientOf(await givenMember('billing'));
    expect(await member.getOrganizationPortalEligibility()).toEqual({ success: true, eligible: true });
  });

  it('makes, lists, rotates and revokes API keys', async () => {
    const { token } = await givenCustomer();
    const client = clientOf({ token });
    const created = await client.createApiKey({ name: 'CRM', returnOrigins: ['https://yourapp.com'] });
    expect(created).toMatchObject({ name: 'CRM', key: expect.stringMatching(/^llmgen_/), status: 'active' });
    const rotated = await client.rotateApiKey(created.id, { overlapSeconds: 60 });
    expect(rotated.key).not.toBe(created.key);
    expect((await client.listApiKeys()).data.map(({ status }) => status)).toEqual(['rotating', 'active']);
    expect(await client.revokeApiKey(rotated.id)).toBeUndefined();
    expect((await client.listApiKeys()).data.map(({ status }) => status)).toEqual(['rotating', 'revoked']);
    expect(await errorOf(client.revokeApiKey('none'))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('makes no second API key for the same idempotency key', async () => {
    const { token } = await givenCustomer();
    const client = clientOf({ token });
    const options = { idempotencyKey: newUser() };
    const first = await client.createApiKey({ name: 'CRM' }, options);
    expect(await client.createApiKey({ name: 'CRM' }, options)).toEqual(first);
    expect((await client.listApiKeys()).data).toHaveLength(1);
    expect(await errorOf(client.createApiKey({ name: 'ERP' }, options))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSE',
      status: 422,
    });
  });

  it('asks what needs no credential without calling the token function', async () => {
    const client = createBillingPortalClient({
      baseUrl: service.url,
      token: () => Promise.reject(new Error('Nobody is signed in')),
    });
    expect(await client.getLiveness()).toEqual({ status: 'ok' });
    expect(await client.getReadiness()).toMatchObject({ status: 'ready' });
    expect(await client.getOpenApiJson()).toMatchObject({ openapi: '3.1.0' });
    expect(await client.getOpenApiYaml()).toMatch(/^openapi: 3\.1\.0/);
    expect((await client.getErrorCatalogue()).errors.map(({ code }) => code)).toContain('NO_STRIPE_CUSTOMER');
  });

  it('tells errors of the nested envelope', async () => {
    const { token } = await givenCustomer();
    const client = clientOf({ token });
    expect(
      await errorOf(client.openSubscriptionsPortal({ returnUrl: 'https://evil.example/' })),
    ).toMatchObject({
      code: 'VALIDATION_FAILED',
      status: 400,
      docUrl: `${service.url}/api/errors/#validation-failed`,
      details: [{ code: 'custom', path: ['returnUrl'], message: expect.any(String) }],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const stranger = clientOf({ token: await tokenOf(newUser()) });
    expect(await errorOf(stranger.openSubscriptionsPortal())).toMatchObject({
      code: 'NO_STRIPE_CUSTOMER',
      status: 400,
    });
    expect(await errorOf(stranger.createBillingPortalSession())).toMatchObject({
      code: 'NOT_FOUND',
      status: 404,
    });
    expect(await errorOf(client.openSubscriptionsPortalWithApiKey())).toMatchObject({
      code: 'UNAUTHORIZED',
      status: 401,
    });
  });

  it('tells errors of the flat envelope', async () => {
    const unknown = clientOf({ token: await tokenOf(newUser()) });
    expect(await errorOf(unknown.createBillingPortal())).toMatchObject({
      code: 'USER_NOT_FOUND',
      status: 404,
      docUrl: `${service.url}/api/errors/#user-not-found`,
      details: [],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const { token } = await givenMember('user');
    expect(await errorOf(clientOf({ token }).createBillingPortal())).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
    });
    expect(await errorOf(clientOf({ token: 'none' }).createBillingPortal())).toMatchObject({
      code: 'UNAUTHORIZED',
    });
  });

  it('tells when to come back while Stripe is away, in both envelopes', async () => {
    const member = await givenMember('billing');
    const { token } = await givenCustomer();
    const calls = [clientOf(member).createBillingPortal, clientOf({ token }).openSubscriptionsPortal];
    for (const call of calls) {
      service.standIn.faults.next({ kind: 'status', status: 503, times: 2 });
      const error = await errorOf(call());
      expect(error).toMatchObject({ code: 'STRIPE_UNAVAILABLE', status: 503, isRetryable: true });
      expect(error.retryAfter).toBeGreaterThan(0);
      service.standIn.faults.clear();
    }
  });

  it('gets through when Stripe comes back', async () => {
    const { customer, token } = await givenCustomer();
    service.standIn.faults.next({ kind: 'html' });
    const client = createBillingPortalClient({ baseUrl: service.url, token, retries: promptly });
    expect(await pageAt((await client.openSubscriptionsPortal()).url)).toContain(customer);
  });
});
