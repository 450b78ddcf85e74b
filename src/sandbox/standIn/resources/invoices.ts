import type Stripe from 'stripe';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { metadataParam } from '../metadata.ts';
import { flag, oneOf, type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { resourceMissing } from '../stripeError.ts';
import { createInvoice, invoiceStatuses } from './createInvoice.ts';
import { checkCustomerFilter, findCustomer } from './findCustomer.ts';
import { finalizeInvoice, payInvoice } from './payInvoice.ts';

const createParams = {
  customer: required(text),
  auto_advance: flag,
  currency: text,
  description: text,
  metadata: metadataParam,
  pending_invoice_items_behavior: oneOf('exclude', 'include'),
  ...expandParam,
} satisfies ShapeOf<Stripe.InvoiceCreateParams>;

const payParams = { payment_method: text, ...expandParam } satisfies ShapeOf<Stripe.InvoicePayParams>;

const listInvoicesParams = {
  ...listParams,
  created: timeRange,
  customer: text,
  status: oneOf(...invoiceStatuses),
  subscription: text,
} satisfies ShapeOf<Stripe.InvoiceListParams>;

export const invoices = {
  createParams,
  /** Makes a draft, of the customer's pending invoice items where they are to be included. */
  create: ({ state, params }: Call<Params<typeof createParams>>) => {
    const customer = findCustomer(state, params.customer).id;
    const pending = [...state.invoiceItems.values()].filter(
      (item) => item.customer === customer && item.invoice === null,
    );
    const items = params.pending_invoice_items_behavior === 'include' ? pending : [];
    const currency = params.currency ?? items[0]?.currency;
    const invoice = createInvoice(state, {
      customer,
      amount: items.reduce((sum, { amount }) => sum + amount, 0),
      status: 'draft',
      ...(currency !== undefined && { currency }),
      ...(params.description !== undefined && { description: params.description }),
      ...(params.metadata && { metadata: params.metadata }),
    });
    for (const item of items) keep(state.invoiceItems, { ...item, invoice: invoice.id });
    return invoice;
  },

  finalizeParams: { auto_advance: flag, ...expandParam },
  finalize: ({ state, id }: Call<unknown>) => finalizeInvoice(state, findInvoice(state, id)),

  payParams,
  pay: ({ state, id, params }: Call<Params<typeof payParams>>) =>
    payInvoice(state, findInvoice(state, id), params.payment_method),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findInvoice(state, id),

  listParams: listInvoicesParams,
  list: ({ state, path, params }: Call<Params<typeof listInvoicesParams>>) => {
    checkCustomerFilter(state, params.customer);
    const matching = [...state.invoices.values()].filter(
      (invoice) =>
        idOf(invoice.customer) === given(params.customer, idOf(invoice.customer)) &&
        invoice.status === given(params.status, invoice.status) &&
        subscriptionOf(invoice) === given(params.subscription, subscriptionOf(invoice)) &&
        inRange(invoice.created, params.created),
    );
    return pageOf('invoice', path, matching, params);
  },
};

function findInvoice(state: StandInState, id: string): Stripe.Invoice {
  const invoice = state.invoices.get(id);
  if (!invoice) throw resourceMissing('invoice', id, 'invoice', 404);
  return invoice;
}

function subscriptionOf(invoice: Stripe.Invoice): string | null {
  return idOf(invoice.parent?.subscription_details?.subscription ?? null);
}
