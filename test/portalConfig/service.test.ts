import { expect, it } from 'vitest';
import { deliver, deliveryOf, eventOf, withSecrets } from '../contracts/shared/webhooks.ts';
import { forEachService } from '../harness/forEachService.ts';
import { newUser, tokenOf } from '../harness/service.ts';

await forEachService(
  'the service opens portals',
  (service) => {
    const user = newUser();
    /** The configuration that Stripe was asked for. */
    async function opened(): Promise<unknown> {
      const { status } = await service().post('/api/v1/subscriptions/portal', { token: await tokenOf(user) });
      expect(status).toBe(200);
      return service().standIn.requests.findLast(({ path }) => path === '/v1/billing_portal/sessions')?.body
        .configuration;
    }
    const apply = (configurationId: string, profile = 'default', livemode = false) =>
      service().store.portalConfigurations.save({
        profile,
        livemode,
        configurationId,
        hash: 'a hash',
        appliedAt: '2026-01-01T00:00:00.000Z',
      });

    it('with the configuration that was applied for everybody, in its own mode', async () => {
      await service().givenAccount({ type: 'user', id: user });
      expect(await opened()).toBeUndefined();

      const configuration = service().standIn.create.portalConfiguration({
        features: { invoice_history: { enabled: true } },
      });
      await apply('bpc_live', 'default', true);
      await apply('bpc_annual', 'annual');
      await apply(configuration.id);
      // Within the minute in which the service does not look again, Stripe says that something was changed.
      const event = eventOf(service(), 'billing_portal.configuration.updated', configuration);
      await deliver(service(), deliveryOf(event));
      await expect.poll(opened, { timeout: 10_000 }).toBe(configuration.id);
    });
  },
  withSecrets,
);
