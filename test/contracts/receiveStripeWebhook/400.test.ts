import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import type { TestService } from '../../harness/service.ts';
import { nowSeconds } from '../../sync/deliveries.ts';
import { expectError } from '../shared/answers.ts';
import { deliver, deliveryOf, eventOf, withSecrets } from '../shared/webhooks.ts';

const door = { envelope: 'nested' } as const;
const badSignature =
  'Stripe-Signature does not fit the delivery. Set STRIPE_WEBHOOK_SECRET to the secret of this endpoint in Stripe.';
const otherTime =
  'Stripe-Signature is of another time. Check the clock of the machine; Stripe sends the delivery again.';

await forEachService(
  'receiveStripeWebhook › 400',
  (service) => {
    const aDelivery = (options?: { at?: number; secret?: string }) => {
      const customer = service().standIn.create.customer({});
      return deliveryOf(eventOf(service(), 'customer.created', customer), options);
    };
    const refused = async (delivery: Parameters<typeof deliver>[1], path: string[], message: string) => {
      expectError(service(), door, await deliver(service(), delivery), {
        status: 400,
        code: 'VALIDATION_FAILED',
        message: `The request is not valid. ${message}`,
        details: [{ code: 'invalid_format', path, message }],
      });
      expect((await backlogOf(service())).waiting).toBe(0);
    };

    it('no signature', () =>
      refused({ ...aDelivery(), header: undefined }, ['Stripe-Signature'], badSignature));
    it('a signature by another secret', () =>
      refused(aDelivery({ secret: 'whsec_of_somebody_else' }), ['Stripe-Signature'], badSignature));
    it('a body that was changed on the way', () => {
      const { body, header } = aDelivery();
      const changed = Buffer.from(body.toString().replace('customer.created', 'customer.deleted'));
      return refused({ body: changed, header }, ['Stripe-Signature'], badSignature);
    });
    it.each([
      ['old', -301],
      ['ahead', 301],
    ])('a delivery that is too %s', (_name, seconds) =>
      refused(aDelivery({ at: nowSeconds() + seconds }), ['Stripe-Signature'], otherTime),
    );
    it('a signed body that is no event', () =>
      refused(deliveryOf({ hello: 'world' }), [], 'The request body is no Stripe event.'));
    it('an event of the other mode of Stripe', () => {
      const event = {
        ...eventOf(service(), 'customer.created', service().standIn.create.customer({})),
        livemode: true,
      };
      return refused(
        deliveryOf(event),
        ['livemode'],
        "livemode is not that of this service's Stripe key. Point the endpoint of the other mode elsewhere.",
      );
    });
  },
  withSecrets,
);

const backlogOf = ({ store }: TestService) => store.stripeEvents.backlog();
