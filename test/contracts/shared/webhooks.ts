import type { Reply } from '../../harness/client.ts';
import type { ServiceOptions, TestService } from '../../harness/service.ts';
import { type Delivery, deliveryOf, webhookSecret } from '../../sync/deliveries.ts';

export const path = '/webhooks/stripe';

/** A service that knows the endpoint's secret, and the one before it. */
export const withSecrets: Omit<ServiceOptions, 'database'> = {
  env: { STRIPE_WEBHOOK_SECRET: `whsec_the_one_before,${webhookSecret}` },
};

/** Sends a delivery as it is. */
export function deliver(service: Pick<TestService, 'post'>, { body, header }: Delivery): Promise<Reply> {
  return service.post(path, {
    bytes: Uint8Array.from(body),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ...(header === undefined ? {} : { 'Stripe-Signature': header }),
    },
  });
}

/** An event about an object of the stand-in's. */
export function eventOf(service: TestService, type: string, object: object, id?: string): object {
  return service.standIn.create.event({ type, object, ...(id === undefined ? {} : { id }) });
}

export { deliveryOf };
