import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyProfiles, planNow } from '../../src/portalConfig/apply.ts';
import type { NamedProfile } from '../../src/portalConfig/readPortalConfig.ts';
import type { StandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { createDatabase, type DatabaseKind, forEachDatabase } from '../store/databases.ts';
import { gatewayOnStandIn, watchedGateway } from '../stripe/gatewayOnStandIn.ts';
import { profilesWith } from './profiles.ts';

const cancelAtOnce = profilesWith('subscription_cancel: { enabled: true, mode: immediately }');
const cancelAtEnd = profilesWith('subscription_cancel: { enabled: true }');
const twoProfiles = profilesWith(
  '',
  '  annual: { features: { payment_method_update: { enabled: true } } }\n',
);

await forEachDatabase((kind: DatabaseKind, open) => {
  let standIn: StandIn;
  let store: Store;
  let parts: ReturnType<typeof partsOf>;
  const drops: (() => Promise<void>)[] = [];

  const partsOf = (itsStore: Store, url: string) => ({
    livemode: false,
    configurations: watchedGateway(url, {}, { ...promisedLimits, pauseMs: 5 }).gateway.portalConfigurations,
    applied: itsStore.portalConfigurations,
    locks: itsStore.locks,
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  /** A store that knows nothing. */
  async function emptyStore(): Promise<Store> {
    const { url, drop } = await createDatabase(kind);
    drops.push(drop);
    return open(url);
  }

  beforeEach(async () => {
    ({ standIn } = await gatewayOnStandIn());
    store = await emptyStore();
    parts = partsOf(store, standIn.url);
  });
  afterEach(async () => {
    await Promise.all(drops.splice(0).map((drop) => drop()));
  });

  async function apply(profiles: readonly NamedProfile[], by = parts) {
    const done: { profile: string; action: string; configurationId: string }[] = [];
    await applyProfiles(by, profiles, ({ profile, action, configurationId }) =>
      done.push({ profile, action, configurationId }),
    );
    return done;
  }
  const ours = () =>
    [...standIn.data.portalConfigurations.values()].filter((one) => one.metadata?.billing_portal_profile);
  const writes = () => standIn.requests.filter(({ method }) => method === 'POST').length;

  describe('apply', () => {
    it('makes a configuration for each profile, with its metadata, and saves the ids', async () => {
      const done = await apply(twoProfiles);
      expect(done).toMatchObject([
        { profile: 'default', action: 'create' },
        { profile: 'annual', action: 'create' },
      ]);
      expect(ours()).toMatchObject([
        {
          id: done[0]?.configurationId,
          active: true,
          name: 'Billing portal: default',
          features: { invoice_history: { enabled: true }, payment_method_update: { enabled: false } },
          metadata: {
            billing_portal_profile: 'default',
            billing_portal_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        },
        { features: { invoice_history: { enabled: false }, payment_method_update: { enabled: true } } },
      ]);
      expect(await store.portalConfigurations.list(false)).toMatchObject([
        { profile: 'annual', configurationId: done[1]?.configurationId },
        {
          profile: 'default',
          configurationId: done[0]?.configurationId,
          hash: ours()[0]?.metadata?.billing_portal_hash,
          appliedAt: '2026-01-01T00:00:00.000Z',
        },
      ]);
      expect(await store.portalConfigurations.list(true)).toEqual([]);
    });

    it('changes nothing the second time', async () => {
      const [first] = await apply(cancelAtEnd);
      const before = writes();
      expect(await apply(cancelAtEnd)).toEqual([{ ...first, action: 'none' }]);
      expect(writes()).toBe(before);
    });

    it('updates the same configuration when the file changed', async () => {
      const [first] = await apply(cancelAtEnd);
      expect(await apply(cancelAtOnce)).toEqual([{ ...first, action: 'update' }]);
      expect(ours()).toMatchObject([{ features: { subscription_cancel: { mode: 'immediately' } } }]);
      expect(await apply(cancelAtOnce)).toMatchObject([{ action: 'none' }]);
    });

    it('takes back what the file takes back', async () => {
      const all =
        'customer_update: { enabled: true }, subscription_update: { enabled: true, products: [{ product: prod_1, prices: [p1] }] }';
      await apply(profilesWith(all));
      expect(ours()).toMatchObject([
        { features: { subscription_update: { products: [{ product: 'prod_1', prices: ['p1'] }] } } },
      ]);
      await apply(profilesWith());
      expect(ours()).toMatchObject([
        { features: { customer_update: { enabled: false }, subscription_update: { enabled: false } } },
      ]);
      expect((await planNow(parts, profilesWith())).plans).toMatchObject([{ action: 'none' }]);
    });

    it('puts back what somebody changed in Stripe', async () => {
      const [first] = await apply(cancelAtEnd);
      const [present] = ours();
      if (!present) throw new Error('nothing was made');
      standIn.data.portalConfigurations.set(present.id, {
        ...present,
        active: false,
        features: { ...present.features, invoice_history: { enabled: false } },
      });
      expect((await planNow(parts, cancelAtEnd)).plans).toMatchObject([
        {
          action: 'update',
          changedIn: ['stripe'],
          differences: [
            { field: 'active', before: false, after: true },
            { field: 'features.invoice_history.enabled', before: false, after: true },
          ],
        },
      ]);
      expect(await apply(cancelAtEnd)).toEqual([{ ...first, action: 'update' }]);
      expect(ours()).toMatchObject([{ active: true, features: { invoice_history: { enabled: true } } }]);
    });
  });

  describe('apply never makes a second copy', () => {
    it('when the database was lost', async () => {
      const [first] = await apply(cancelAtEnd);
      const another = await emptyStore();
      expect(await apply(cancelAtEnd, partsOf(another, standIn.url))).toEqual([{ ...first, action: 'save' }]);
      expect(await another.portalConfigurations.list(false)).toMatchObject([
        { configurationId: first?.configurationId },
      ]);
      expect(ours()).toHaveLength(1);
    });

    it.each([
      ['on one database', async () => store],
      ['on databases that know nothing of each other', emptyStore],
    ])('when ten are applied at once, %s, of two files', async (_, storeOf) => {
      const runs = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => ({
          by: partsOf(await storeOf(), standIn.url),
          profiles: index % 2 === 0 ? cancelAtEnd : cancelAtOnce,
        })),
      );
      // Each is made while the others look: every one finds nothing there.
      standIn.faults.next({
        kind: 'delay',
        ms: 20,
        method: 'GET',
        path: '/v1/billing_portal/configurations',
        times: Number.POSITIVE_INFINITY,
      });
      const ids = await Promise.all(runs.map(({ by, profiles }) => apply(profiles, by)));
      expect(ours()).toHaveLength(1);
      expect(new Set(ids.flat().map(({ configurationId }) => configurationId))).toEqual(
        new Set([ours()[0]?.id]),
      );
    });

    it('when it was broken off before it was done', async () => {
      standIn.faults.next({
        kind: 'status',
        status: 400,
        path: '/v1/billing_portal/configurations/*',
        error: { param: 'features[subscription_update][products][0][prices][0]' },
      });
      await expect(apply(cancelAtEnd)).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
      expect(await store.portalConfigurations.list(false)).toEqual([]);
      expect(await apply(cancelAtEnd)).toMatchObject([{ action: 'update' }]);
      expect(ours()).toHaveLength(1);
    });

    it('when Stripe fails at making it: the next attempt has a key of its own', async () => {
      standIn.faults.next({
        kind: 'status',
        status: 500,
        path: '/v1/billing_portal/configurations',
        times: 2,
      });
      expect(await apply(cancelAtEnd)).toMatchObject([{ action: 'create' }]);
      const keys = standIn.requests
        .filter(({ method, path }) => method === 'POST' && path === '/v1/billing_portal/configurations')
        .map(({ headers }) => headers.idempotencyKey);
      expect(keys).toEqual([
        'billing-portal portal-config default 1',
        'billing-portal portal-config default 1',
        'billing-portal portal-config default 2',
      ]);
      expect(ours()).toHaveLength(1);
    });
  });

  it('a configuration that is gone, and that Stripe remembers to have made, is made anew', async () => {
    const [first] = await apply(cancelAtEnd);
    standIn.data.portalConfigurations.delete(first?.configurationId ?? '');
    const [second] = await apply(cancelAtEnd);
    expect(second).toMatchObject({ action: 'create' });
    expect(second?.configurationId).not.toBe(first?.configurationId);
    expect(ours()).toMatchObject([{ id: second?.configurationId }]);
    expect(await store.portalConfigurations.list(false)).toMatchObject([
      { configurationId: second?.configurationId },
    ]);
  });

  it('an outage of Stripe is told, and what was applied before it stays', async () => {
    await apply(cancelAtEnd);
    standIn.faults.next({
      kind: 'status',
      status: 503,
      path: '/v1/billing_portal/configurations',
      times: Number.POSITIVE_INFINITY,
    });
    await expect(apply(twoProfiles)).rejects.toMatchObject({ code: 'STRIPE_UNAVAILABLE' });
    expect(await store.portalConfigurations.list(false)).toMatchObject([{ profile: 'default' }]);
  });
});
