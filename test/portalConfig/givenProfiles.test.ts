import { beforeAll, expect, it } from 'vitest';
import type { Owner } from '../../src/billing/owner.ts';
import { expectPortalOf, portalPage } from '../contracts/shared/answers.ts';
import { organization as organizationDoor } from '../contracts/shared/doors.ts';
import { forEachService } from '../harness/forEachService.ts';
import { newUser, type TestService, tokenOf } from '../harness/service.ts';
import { allFeatures } from '../sandbox/portalSetUp.ts';
import { clientOf } from '../sandbox/useStandIn.ts';

const cancelLink = /href="[^"]*\/cancel"/;
/** Every route that takes an API key. */
const keyRoutes = ['/api/billing-portal', '/api/v1/subscriptions/portal/api'];

/** Applies a profile as `portal-config apply` does, and returns the id of its configuration. */
async function apply({ standIn, store }: TestService, profile: string, { cancel = true } = {}) {
  const { subscription_update: _, ...features } = allFeatures([]);
  const { id } = await clientOf(standIn.url).billingPortal.configurations.create({
    features: { ...features, subscription_cancel: { enabled: cancel } },
  });
  await store.portalConfigurations.save({
    profile,
    livemode: false,
    configurationId: id,
    hash: 'of the test',
    appliedAt: new Date().toISOString(),
  });
  return id;
}

/** Somebody who pays. */
async function givenSubscriber({ standIn, givenAccount }: TestService, owner: Owner): Promise<string> {
  const customer = await givenAccount(owner);
  const price = standIn.create.price({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Professional' },
  });
  standIn.create.subscription({ customer, items: [{ price: price.id }] });
  return customer;
}

/** An organization with a profile, and the access token of somebody who manages its billing. */
async function givenOrganization({ store }: TestService, portalProfile?: string | null) {
  const user = newUser();
  const id = `o-${user}`;
  await store.directory.importLines([
    { line: 1, type: 'user', id: user },
    { line: 2, type: 'organization', id, name: id, portalProfile },
    { line: 3, type: 'member', user, organization: id, role: 'owner' },
  ]);
  return { id, token: await tokenOf(user), owner: { type: 'organization', id } as const };
}

/** The configuration that Stripe was asked for last. */
const lastConfiguration = ({ standIn }: TestService) =>
  standIn.requests.findLast(({ path }) => path === '/v1/billing_portal/sessions')?.body.configuration;

await forEachService('a portal profile that is applied', (service) => {
  let configurations: { everybody: string; quiet: string };
  beforeAll(async () => {
    configurations = {
      everybody: await apply(service(), 'default'),
      quiet: await apply(service(), 'quiet', { cancel: false }),
    };
    // Until somebody asks for another profile, the service has what it read at its start.
    const { token, owner } = await givenOrganization(service(), 'quiet');
    await service().givenAccount(owner);
    expect((await service().post(organizationDoor.path, { token })).status).toBe(200);
  });

  it("decides what an organization's portal offers, and nobody else's", async () => {
    const { token, owner } = await givenOrganization(service(), 'quiet');
    const customer = await givenSubscriber(service(), owner);
    const reply = await service().post(organizationDoor.path, { token });
    await expectPortalOf(reply, customer);
    expect(await portalPage(reply)).not.toMatch(cancelLink);
    expect(lastConfiguration(service())).toBe(configurations.quiet);

    const other = await givenOrganization(service());
    await givenSubscriber(service(), other.owner);
    expect(await portalPage(await service().post(organizationDoor.path, { token: other.token }))).toMatch(
      cancelLink,
    );
    expect(lastConfiguration(service())).toBe(configurations.everybody);
  });

  it('is taken away from an organization by null', async () => {
    const { id, token, owner } = await givenOrganization(service(), 'quiet');
    await givenSubscriber(service(), owner);
    await service().store.directory.importLines([
      { line: 1, type: 'organization', id, name: id, portalProfile: null },
    ]);
    expect(await portalPage(await service().post(organizationDoor.path, { token }))).toMatch(cancelLink);
  });

  it.each(keyRoutes)('decides what an API key opens at %s, intents too', async (path) => {
    const id = newUser();
    const customer = await givenSubscriber(service(), { type: 'user', id });
    const quiet = await service().givenKey({ userId: id, portalProfile: 'quiet' });
    const usual = await service().givenKey({ userId: id });

    const reply = await service().post(path, { token: quiet });
    await expectPortalOf(reply, customer);
    expect(await portalPage(reply)).not.toMatch(cancelLink);
    expect(lastConfiguration(service())).toBe(configurations.quiet);
    const cancel = { intent: 'cancel' };
    expect(await service().post(path, { token: quiet, json: cancel })).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          details: [{ code: 'custom', path: ['intent'], message: expect.stringMatching(/not offered/) }],
        },
      },
    });

    expect((await service().post(path, { token: usual, json: cancel })).status).toBe(200);
    expect(lastConfiguration(service())).toBe(configurations.everybody);
  });

  it('belongs to the key: the user who comes by an access token gets the default', async () => {
    const id = newUser();
    await givenSubscriber(service(), { type: 'user', id });
    await service().givenKey({ userId: id, portalProfile: 'quiet' });
    for (const path of ['/api/billing-portal', '/api/v1/subscriptions/portal']) {
      const token = await tokenOf(id);
      expect((await service().post(path, { token, json: { intent: 'cancel' } })).status).toBe(200);
      expect(lastConfiguration(service())).toBe(configurations.everybody);
    }
  });

  it('is kept by a rotation over HTTP, which does not show it', async () => {
    const id = newUser();
    await givenSubscriber(service(), { type: 'user', id });
    await service().givenKey({ userId: id, portalProfile: 'quiet' });
    const token = await tokenOf(id);
    const listed = await service().get('/api/v1/api-keys', { token });
    expect(listed.text).not.toContain('quiet');
    const rotated = await service().post(`/api/v1/api-keys/${listed.body.data[0].id}/rotate`, { token });
    expect(rotated.status).toBe(201);
    expect(rotated.text).not.toContain('quiet');
    await service().post('/api/billing-portal', { token: rotated.body.key });
    expect(lastConfiguration(service())).toBe(configurations.quiet);
  });

  it('is not for a user to choose', async () => {
    const token = await tokenOf(newUser());
    const json = { name: 'a', portalProfile: 'quiet' };
    expect(await service().post('/api/v1/api-keys', { token, json })).toMatchObject({
      status: 400,
      body: { error: { details: [{ code: 'unrecognized_keys', path: ['portalProfile'] }] } },
    });
  });
});

await forEachService('a portal profile that is not applied', (service) => {
  const message = 'The billing portal is not set up yet. Please tell whoever runs this service.';

  it('never opens the default portal: an organization', async () => {
    const { token, owner } = await givenOrganization(service(), 'missing');
    await givenSubscriber(service(), owner);
    const before = service().portalSessions();
    expect(await service().post(organizationDoor.path, { token })).toMatchObject({
      status: 500,
      body: { success: false, error_code: 'PORTAL_NOT_CONFIGURED', message },
    });
    expect(service().portalSessions()).toBe(before);
  });

  it.each(keyRoutes)(
    'never opens the default portal: an API key at %s, until it is applied',
    async (path) => {
      const id = newUser();
      const profile = `p-${id}`;
      await givenSubscriber(service(), { type: 'user', id });
      const token = await service().givenKey({ userId: id, portalProfile: profile });
      const before = service().portalSessions();
      for (const json of [{}, { intent: 'update_payment_method' }]) {
        expect(await service().post(path, { token, json })).toMatchObject({
          status: 500,
          body: { error: { code: 'PORTAL_NOT_CONFIGURED', message } },
        });
      }
      expect(service().portalSessions()).toBe(before);

      const configuration = await apply(service(), profile);
      expect((await service().post(path, { token })).status).toBe(200);
      expect(lastConfiguration(service())).toBe(configuration);
    },
  );

  it('is not applied either where it is in the other Stripe mode', async () => {
    const { token, owner } = await givenOrganization(service(), 'live-only');
    await givenSubscriber(service(), owner);
    await service().store.portalConfigurations.save({
      profile: 'live-only',
      livemode: true,
      configurationId: 'bpc_live',
      hash: 'of the test',
      appliedAt: new Date().toISOString(),
    });
    expect((await service().post(organizationDoor.path, { token })).status).toBe(500);
  });

  it("is no matter to anybody else, and the default one's place is taken by Stripe's own", async () => {
    for (const profile of [undefined, 'default']) {
      const { token, owner } = await givenOrganization(service(), profile);
      await givenSubscriber(service(), owner);
      expect((await service().post(organizationDoor.path, { token })).status).toBe(200);
      expect(lastConfiguration(service())).toBeUndefined();
    }
  });
});

await forEachService(
  'portal profiles › organizations by claims',
  (service) => {
    it('an organization has none, whatever the directory says', async () => {
      const { id, owner } = await givenOrganization(service(), 'missing');
      await givenSubscriber(service(), owner);
      const token = await tokenOf(newUser(), { orgId: id, role: 'owner' });
      expect((await service().post(organizationDoor.path, { token })).status).toBe(200);
      expect(lastConfiguration(service())).toBeUndefined();
    });
  },
  { env: { MEMBERSHIP: 'claims' } },
);
