import type Stripe from 'stripe';
import { newId, now, randomText } from '../ids.ts';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import { integer, listOf, object, oneOf, type Params, type ShapeOf, text, unsettable } from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { resourceMissing } from '../stripeError.ts';
import { addressOf, addressParam } from './address.ts';
import { cancelSubscription } from './changeSubscription.ts';
import { findCustomer, isLive } from './findCustomer.ts';
import { attachPaymentMethod } from './paymentMethods.ts';

const updateParams = {
  address: unsettable(addressParam),
  balance: integer,
  description: unsettable(text),
  email: unsettable(text),
  invoice_settings: object({ default_payment_method: unsettable(text) }),
  metadata: metadataParam,
  name: unsettable(text),
  phone: unsettable(text),
  preferred_locales: listOf(text),
  tax_exempt: unsettable(oneOf('exempt', 'none', 'reverse')),
  ...expandParam,
} satisfies ShapeOf<Stripe.CustomerUpdateParams>;

const createParams = {
  ...updateParams,
  payment_method: text,
} satisfies ShapeOf<Stripe.CustomerCreateParams>;

const listCustomersParams = {
  ...listParams,
  email: text,
  created: timeRange,
} satisfies ShapeOf<Stripe.CustomerListParams>;

export type CustomerInput = Params<typeof updateParams> & {
  readonly id?: string;
  readonly created?: number;
};

/** Makes a customer and keeps it (https://docs.stripe.com/api/customers/object). */
export function createCustomer(state: StandInState, input: CustomerInput): Stripe.Customer {
  const blank: Stripe.Customer = {
    id: input.id ?? newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: input.created ?? now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  const customer = changed(blank, input);
  keep(state.customers, customer);
  return customer;
}

export const customers = {
  createParams,
  create: ({ state, params }: Call<Params<typeof createParams>>) => {
    const { payment_method: method, invoice_settings: settings, ...input } = params;
    const customer = createCustomer(state, input);
    const attached = method === undefined ? undefined : attachPaymentMethod(state, method, customer.id);
    // A ready-made test card may be named for both; what was attached is a copy of it.
    const wanted = settings?.default_payment_method;
    const default_payment_method = attached && wanted === method ? attached.id : wanted;
    return keep(state.customers, changed(customer, { invoice_settings: { default_payment_method } }));
  },

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => {
    const customer = state.customers.get(id);
    if (!customer) throw resourceMissing('customer', id, 'id', 404);
    return customer;
  },

  updateParams,
  update: ({ state, id, params }: Call<Params<typeof updateParams>>) =>
    keep(state.customers, changed(findCustomer(state, id, 'id', 404), params)),

  listParams: listCustomersParams,
  list: ({ state, path, params }: Call<Params<typeof listCustomersParams>>) => {
    const matching = [...state.customers.values()]
      .filter(isLive)
      .filter(
        ({ email, created }) => email === given(params.email, email) && inRange(created, params.created),
      );
    return pageOf('customer', path, matching, params);
  },

  deleteParams: {},
  /** Cancels the customer's subscriptions at once, too (https://docs.stripe.com/api/customers/delete). */
  delete: ({ state, id }: Call<unknown>) => {
    findCustomer(state, id, 'id', 404);
    for (const subscription of state.subscriptions.values()) {
      if (idOf(subscription.customer) === id && subscription.status !== 'canceled') {
        cancelSubscription(state, subscription);
      }
    }
    const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
    return keep(state.customers, deleted);
  },
};

function changed(customer: Stripe.Customer, change: Params<typeof updateParams>): Stripe.Customer {
  const { address, invoice_settings: settings } = change;
  return {
    ...customer,
    ...(address !== undefined && { address: address && addressOf(address) }),
    balance: given(change.balance, customer.balance),
    description: given(change.description, customer.description),
    email: given(change.email, customer.email),
    invoice_settings: {
      ...customer.invoice_settings,
      default_payment_method: given(
        settings?.default_payment_method,
        customer.invoice_settings.default_payment_method,
      ),
    },
    metadata: withMetadata(customer.metadata, change.metadata),
    name: given(change.name, customer.name ?? null),
    phone: given(change.phone, customer.phone ?? null),
    preferred_locales: given(change.preferred_locales, customer.preferred_locales ?? []),
    tax_exempt: given(change.tax_exempt, customer.tax_exempt ?? 'none'),
  };
}
