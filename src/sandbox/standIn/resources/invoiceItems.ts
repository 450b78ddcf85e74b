import Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import { integer, type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { keep, type StandInState } from '../state.ts';
import { findCustomer } from './findCustomer.ts';
import { currency } from './prices.ts';

const createParams = {
  customer: required(text),
  amount: required(integer),
  currency: required(currency),
  description: text,
  metadata: metadataParam,
  ...expandParam,
} satisfies ShapeOf<Stripe.InvoiceItemCreateParams>;

export const invoiceItems = {
  createParams,
  create: ({ state, params }: Call<Params<typeof createParams>>) => createInvoiceItem(state, params),
};

/** Makes an item that waits for the customer's next invoice (https://docs.stripe.com/api/invoiceitems/object). */
function createInvoiceItem(state: StandInState, input: Params<typeof createParams>): Stripe.InvoiceItem {
  return keep(state.invoiceItems, {
    id: newId('ii'),
    object: 'invoiceitem',
    amount: input.amount,
    currency: input.currency,
    customer: findCustomer(state, input.customer).id,
    customer_account: null,
    date: now(),
    description: input.description ?? null,
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: withMetadata({}, input.metadata),
    parent: null,
    period: { start: now(), end: now() },
    pricing: null,
    proration: false,
    quantity: 1,
    quantity_decimal: Stripe.Decimal.from(1),
    tax_rates: [],
    test_clock: null,
  });
}
