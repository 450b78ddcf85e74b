import { it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectError } from '../shared/answers.ts';
import { deliver, deliveryOf, withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'receiveStripeWebhook › 413',
  (service) => {
    it('a delivery of more than 1 MB', async () => {
      const reply = await deliver(service(), deliveryOf({ padding: 'x'.repeat(1024 * 1024) }));
      expectError(service(), { envelope: 'nested' }, reply, {
        status: 413,
        code: 'PAYLOAD_TOO_LARGE',
        message: 'The delivery is larger than 1 MB.',
      });
    });
  },
  withSecrets,
);
