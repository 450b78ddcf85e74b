import type Stripe from 'stripe';
import { object, type Params, text, unsettable } from '../params.ts';

const part = unsettable(text);
const addressShape = { city: part, country: part, line1: part, line2: part, postal_code: part, state: part };
export const addressParam = object(addressShape);

/** Stripe's address: the parts that were not given are null. */
export function addressOf(given: Params<typeof addressShape>): Stripe.Address {
  const { city, country, line1, line2, postal_code, state } = given;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  };
}
