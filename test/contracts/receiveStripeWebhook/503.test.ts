import { it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectError } from '../shared/answers.ts';
import { deliver, deliveryOf, eventOf, withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'receiveStripeWebhook › 503',
  (service) => {
    it('what cannot be stored is not received: Stripe sends it again', async () => {
      const delivery = deliveryOf(
        eventOf(service(), 'customer.created', service().standIn.create.customer({})),
      );
      await service().store.close();
      expectError(service(), { envelope: 'nested' }, await deliver(service(), delivery), {
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
        message: 'The service is not available at the moment. Please try again in a few seconds.',
      });
    });
  },
  withSecrets,
);
