import fc, { type Arbitrary } from 'fast-check';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { type Delivery, deliveryOf, nowSeconds } from '../sync/deliveries.ts';
import { strangeText } from './values.ts';

const often = <T>(usual: Arbitrary<T>, other: Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: other });
const anything = fc.oneof(strangeText, fc.jsonValue({ maxDepth: 2 }));
const id = (prefix: string): Arbitrary<unknown> =>
  often(
    fc
      .string({ unit: fc.constantFrom(...'abcXYZ019'), minLength: 1, maxLength: 20 })
      .map((it) => prefix + it),
    anything,
  );

/** Deliveries that are signed as Stripe signs them: what is in them is Stripe's, or nobody thought of it. */
export const signedDeliveries: Arbitrary<Delivery> = fc
  .record(
    {
      id: id('evt_'),
      object: often<unknown>(fc.constant('event'), anything),
      type: often<unknown>(fc.constantFrom(...followedEventTypes, 'payout.paid'), anything),
      livemode: often<unknown>(fc.constant(false), anything),
      created: often<unknown>(fc.constant(nowSeconds()), anything),
      data: often<unknown>(
        fc.record({
          object: fc.record(
            {
              id: id('cus_'),
              object: often<unknown>(fc.constantFrom('customer', 'subscription', 'invoice'), anything),
              customer: id('cus_'),
              client_reference_id: anything,
              metadata: fc.oneof(fc.dictionary(strangeText, anything, { maxKeys: 3 }), anything),
            },
            { requiredKeys: ['id', 'object'] },
          ),
        }),
        anything,
      ),
    },
    { requiredKeys: ['id', 'type', 'data'] },
  )
  .map((event) => deliveryOf(event));
