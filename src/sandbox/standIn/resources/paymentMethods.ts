import type Stripe from 'stripe';
import { expandParam, listParams, pageOf } from '../list.ts';
import { object, oneOf, type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';
import { addressOf, addressParam } from './address.ts';
import { attachCard, createCard } from './createCard.ts';
import { checkCustomerFilter, findCustomer } from './findCustomer.ts';
import { checkCanBeSaved, testCardByName } from './testCards.ts';

const createParams = {
  type: required(oneOf('card')),
  card: required(object({ token: required(text) })),
  billing_details: object({ address: addressParam, email: text, name: text, phone: text }),
  ...expandParam,
} satisfies ShapeOf<Stripe.PaymentMethodCreateParams>;

const listMethodsParams = {
  ...listParams,
  customer: text,
  type: oneOf('card', 'link', 'sepa_debit', 'us_bank_account'),
} satisfies ShapeOf<Stripe.PaymentMethodListParams>;

const attachParams = {
  customer: required(text),
  ...expandParam,
} satisfies ShapeOf<Stripe.PaymentMethodAttachParams>;

export const paymentMethods = {
  createParams,
  /** From one of Stripe's test tokens alone (`tok_visa`): no number of a card comes here. */
  create: ({ state, params }: Call<Params<typeof createParams>>) => {
    const { card, billing_details: details } = params;
    const testCard = testCardByName('tok_', card.token);
    if (!testCard) throw invalidParam('card[token]', `No such token: '${card.token}'`, 'resource_missing');
    const { address, email = null, name = null, phone = null } = details ?? {};
    const billing_details = { address: address ? addressOf(address) : null, email, name, phone };
    return createCard(state, { ...testCard, billing_details });
  },

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findPaymentMethod(state, id),

  listParams: listMethodsParams,
  list: ({ state, path, params }: Call<Params<typeof listMethodsParams>>) => {
    checkCustomerFilter(state, params.customer);
    const matching = [...state.paymentMethods.values()].filter(
      ({ customer, type }) =>
        idOf(customer) === given(params.customer, idOf(customer)) && type === given(params.type, type),
    );
    return pageOf('payment_method', path, matching, params);
  },

  attachParams,
  attach: ({ state, id, params }: Call<Params<typeof attachParams>>) =>
    attachPaymentMethod(state, id, params.customer),

  detachParams: expandParam,
  detach: ({ state, id }: Call<unknown>) => detachPaymentMethod(state, findPaymentMethod(state, id)),
};

/**
 * Attaches a payment method; of one of Stripe's ready-made test cards (`pm_card_visa`) a copy.
 *
 * @throws StripeError 400 or 404 where one of the two is not there, 402 for a card that cannot be saved.
 */
export function attachPaymentMethod(state: StandInState, id: string, customer: string): Stripe.PaymentMethod {
  const testCard = testCardByName('pm_card_', id);
  if (!testCard) return attachCard(state, findPaymentMethod(state, id), customer);
  findCustomer(state, customer);
  checkCanBeSaved(testCard);
  return createCard(state, { ...testCard, customer });
}

/** Takes it from its customer, who pays with it no more. */
export function detachPaymentMethod(state: StandInState, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  const customer = state.customers.get(idOf(method.customer) ?? '');
  if (customer?.deleted !== true && customer?.invoice_settings.default_payment_method === method.id) {
    const settings = { ...customer.invoice_settings, default_payment_method: null };
    keep(state.customers, { ...customer, invoice_settings: settings });
  }
  for (const subscription of state.subscriptions.values()) {
    if (subscription.default_payment_method === method.id && subscription.ended_at === null) {
      keep(state.subscriptions, { ...subscription, default_payment_method: null });
    }
  }
  return keep(state.paymentMethods, { ...method, customer: null });
}

function findPaymentMethod(state: StandInState, id: string): Stripe.PaymentMethod {
  const method = state.paymentMethods.get(id);
  if (!method) throw resourceMissing('PaymentMethod', id, 'payment_method', 404);
  return method;
}
