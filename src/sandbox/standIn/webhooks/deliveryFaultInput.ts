import { number, objectIn, oneOf, rejectOthers, required, text, times } from '../jsonInput.ts';
import type { DeliveryFault, DeliveryFaultKind } from './deliveryFaults.ts';

const kinds = ['delay', 'shuffle', 'duplicate', 'drop'] as const;

/**
 * Reads a fault of deliveries from JSON; `times` may be `"always"`.
 *
 * @throws StripeError 400 that names the field and says what it may be.
 * @example readDeliveryFault('{"kind": "delay", "ms": 5000, "type": "customer.subscription.*"}')
 */
export function readDeliveryFault(json: string): DeliveryFault {
  const input = objectIn(json, '{"kind": "delay", "ms": 5000, "times": 2}');
  const kind = required('kind', oneOf(input, 'kind', kinds));
  const target = { type: text(input, 'type'), times: times(input) };
  const known = ['kind', 'type', 'times'];
  const read = (): DeliveryFaultKind => {
    switch (kind) {
      case 'delay':
      case 'shuffle':
        rejectOthers(input, '', [...known, 'ms']);
        return { kind, ms: required('ms', number(input, 'ms', 0)) };
      case 'duplicate':
        rejectOthers(input, '', [...known, 'copies']);
        return { kind, copies: number(input, 'copies', 1) };
      case 'drop':
        rejectOthers(input, '', known);
        return { kind };
    }
  };
  return { ...read(), ...target };
}
