import { type Answer, jsonAnswer } from './answer.ts';
import { readFault } from './faultInput.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './requestLog.ts';
import { type RestrictedKeys, readRestrictedKey } from './restrictedKeys.ts';
import { StripeError } from './stripeError.ts';
import type { Deliveries } from './webhooks/deliveries.ts';
import { readDeliveryFault } from './webhooks/deliveryFaultInput.ts';

type Parts = {
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly restrictedKeys: RestrictedKeys;
  readonly deliveries: Deliveries;
};

/** What may be asked, and what it does. */
const commands: Readonly<Record<string, (parts: Parts, body: string) => object>> = {
  'POST /_stand_in/faults': ({ faults }, body) => {
    const fault = readFault(body);
    faults.next(fault);
    return { ...fault, times: shownTimes(fault) };
  },
  'DELETE /_stand_in/faults': ({ faults }) => {
    faults.clear();
    return {};
  },
  'GET /_stand_in/requests': ({ log }) => ({ requests: log.requests }),
  'DELETE /_stand_in/requests': ({ log }) => {
    log.clear();
    return {};
  },
  'POST /_stand_in/restricted_keys': ({ restrictedKeys }, body) => {
    const { key, permissions } = readRestrictedKey(body);
    restrictedKeys.set(key, permissions);
    return { permissions };
  },
  'DELETE /_stand_in/restricted_keys': ({ restrictedKeys }) => {
    restrictedKeys.clear();
    return {};
  },
  'POST /_stand_in/delivery_faults': ({ deliveries }, body) => {
    const fault = readDeliveryFault(body);
    deliveries.faults.next(fault);
    return { ...fault, times: shownTimes(fault) };
  },
  'DELETE /_stand_in/delivery_faults': ({ deliveries }) => {
    deliveries.faults.clear();
    return {};
  },
  'GET /_stand_in/deliveries': ({ deliveries }) => ({ deliveries: deliveries.list }),
  'DELETE /_stand_in/deliveries': ({ deliveries }) => {
    deliveries.forget();
    return {};
  },
};

/**
 * What other processes may ask of the stand-in itself, beside Stripe's API and without a key: faults of the API
 * (`POST` a fault as JSON, `DELETE` all), faults of webhook deliveries, the requests so far, the deliveries so far, the
 * permissions of restricted keys.
 *
 * @param body JSON, whatever its content type says.
 * @throws StripeError 400 for wrong input, 404 for anything else.
 */
export function control(parts: Parts, method: string, path: string, body: string): Answer {
  const name = `${method} ${path}`;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return jsonAnswer(200, command(parts, body));
  throw new StripeError(404, {
    type: 'invalid_request_error',
    message: `There is no ${name}. There are: POST and DELETE /_stand_in/faults, GET and DELETE /_stand_in/requests, POST and DELETE /_stand_in/restricted_keys, POST and DELETE /_stand_in/delivery_faults, GET and DELETE /_stand_in/deliveries.`,
  });
}

function shownTimes({ times = 1 }: { readonly times?: number | undefined }): number | 'always' {
  return times === Infinity ? 'always' : times;
}
