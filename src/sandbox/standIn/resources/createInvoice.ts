import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { withMetadata } from '../metadata.ts';
import { keep, type StandInState } from '../state.ts';
import { findCustomer } from './findCustomer.ts';

export const invoiceStatuses = ['draft', 'open', 'paid', 'uncollectible', 'void'] as const;

export type InvoiceInput = {
  readonly customer: string;
  /** What it comes to, in the currency's smallest unit (cents). */
  readonly amount: number;
  readonly currency?: string;
  /** `paid` where it is missing. */
  readonly status?: (typeof invoiceStatuses)[number];
  /** How often its payment was tried; once where it is missing, unless it is a draft. */
  readonly attempts?: number;
  readonly subscription?: string;
  readonly billing_reason?: Stripe.Invoice.BillingReason;
  readonly description?: string;
  readonly created?: number;
  readonly metadata?: Readonly<Record<string, string>>;
};

/** Makes an invoice in any status, its line left out (https://docs.stripe.com/api/invoices/object). */
export function createInvoice(state: StandInState, input: InvoiceInput): Stripe.Invoice {
  const customer = findCustomer(state, input.customer);
  const { amount, status = 'paid', created = now(), subscription } = input;
  const id = newId('in');
  const paid = status === 'paid' ? amount : 0;
  const final = status !== 'draft';
  const { attempts = final ? 1 : 0 } = input;
  return keep(state.invoices, {
    id,
    object: 'invoice',
    account_country: 'US',
    account_name: 'Stand-in',
    account_tax_ids: null,
    amount_due: amount,
    amount_overpaid: 0,
    amount_paid: paid,
    amount_remaining: amount - paid,
    amount_shipping: 0,
    application: null,
    attempt_count: attempts,
    attempted: attempts > 0,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: input.billing_reason ?? (subscription === undefined ? 'manual' : 'subscription_cycle'),
    collection_method: 'charge_automatically',
    created,
    currency: input.currency ?? 'usd',
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: input.description ?? null,
    discounts: [],
    due_date: null,
    effective_at: final ? created : null,
    ending_balance: final ? 0 : null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: [], has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: withMetadata({}, input.metadata),
    next_payment_attempt: null,
    number: final ? takeNumber(state, customer) : null,
    on_behalf_of: null,
    parent:
      subscription === undefined
        ? null
        : {
            type: 'subscription_details',
            quote_details: null,
            subscription_details: { metadata: {}, subscription },
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: created,
    period_start: created,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status,
    status_transitions: {
      finalized_at: final ? created : null,
      marked_uncollectible_at: status === 'uncollectible' ? created : null,
      paid_at: status === 'paid' ? created : null,
      voided_at: status === 'void' ? created : null,
    },
    subtotal: amount,
    subtotal_excluding_tax: amount,
    test_clock: null,
    total: amount,
    total_discount_amounts: [],
    total_excluding_tax: amount,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: created,
  });
}

/** The number of a customer's next invoice, which a draft gets only when it is finalized. */
export function takeNumber(state: StandInState, customer: Stripe.Customer): string {
  const sequence = customer.next_invoice_sequence ?? 1;
  keep(state.customers, { ...customer, next_invoice_sequence: sequence + 1 });
  return `${customer.invoice_prefix ?? 'STANDIN'}-${String(sequence).padStart(4, '0')}`;
}
