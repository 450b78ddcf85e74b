import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { deliver, deliveryOf, eventOf, withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'receiveStripeWebhook › 200',
  (service) => {
    const received = { status: 200, body: { received: true } };

    it('a customer who names their owner gets a billing account, and so a portal', async () => {
      const user = newUser();
      const customer = service().standIn.create.customer({
        metadata: { billing_owner_type: 'user', billing_owner_id: user },
      });
      const delivery = deliveryOf(eventOf(service(), 'customer.created', customer));
      expect(await deliver(service(), delivery)).toMatchObject(received);
      await expect
        .poll(() => service().store.billingAccounts.findByCustomer(customer.id), { timeout: 10_000 })
        .toMatchObject({ owner: { type: 'user', id: user }, setBy: expect.stringContaining('evt_') });
      const reply = await service().post('/api/billing-portal', { token: await tokenOf(user) });
      expect(reply.status).toBe(200);
    });

    it('the same event again, one of another type, and one of a foreign customer: taken, and nothing more', async () => {
      const foreign = service().standIn.create.customer({ name: 'Somebody' });
      const deliveries = [
        deliveryOf(eventOf(service(), 'customer.created', foreign, 'evt_again')),
        deliveryOf(eventOf(service(), 'customer.created', foreign, 'evt_again')),
        deliveryOf(eventOf(service(), 'charge.succeeded', foreign)),
      ];
      for (const delivery of deliveries) expect(await deliver(service(), delivery)).toMatchObject(received);
      await expect.poll(async () => (await service().store.stripeEvents.backlog()).waiting).toBe(0);
      expect(await service().store.billingAccounts.findByCustomer(foreign.id)).toBeUndefined();
    });
  },
  withSecrets,
);
