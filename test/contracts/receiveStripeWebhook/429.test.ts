import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { deliver, deliveryOf, withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'receiveStripeWebhook › 429',
  (service) => {
    it('forged deliveries are guesses; those of the other mode are none', async () => {
      const event = {
        ...service().standIn.create.event({ type: 'customer.created', object: {} }),
        livemode: true,
      };
      for (let n = 0; n < 5; n++) expect((await deliver(service(), deliveryOf(event))).status).toBe(400);
      const forged = deliveryOf(event, { secret: 'whsec_guessed' });
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) statuses.push((await deliver(service(), forged)).status);
      expect(statuses).toEqual([400, 400, 400, 429, 429]);
    });
  },
  { env: { ...withSecrets.env, AUTH_FAILURE_LIMIT: '3' } },
);
