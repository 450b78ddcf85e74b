import Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import {
  flag,
  integer,
  object,
  oneOf,
  type Params,
  type Parser,
  required,
  type ShapeOf,
  text,
} from '../params.ts';
import type { Call } from '../route.ts';
import { given, idOf, keep, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';
import { createProduct, findProduct } from './products.ts';

const recurring = object({
  interval: required(oneOf('day', 'week', 'month', 'year')),
  interval_count: integer,
});

export const currency: Parser<string> = {
  parse(value, at) {
    const code = text.parse(value, at).toLowerCase();
    if (/^[a-z]{3}$/.test(code)) return code;
    throw invalidParam(at, `Invalid currency: ${code}. It must be a three-letter ISO code.`);
  },
};

const createParams = {
  currency: required(currency),
  unit_amount: required(integer),
  active: flag,
  lookup_key: text,
  metadata: metadataParam,
  nickname: text,
  product: text,
  product_data: object({ name: required(text), metadata: metadataParam }),
  recurring,
  ...expandParam,
} satisfies ShapeOf<Stripe.PriceCreateParams>;

const listPricesParams = {
  ...listParams,
  active: flag,
  created: timeRange,
  product: text,
  type: oneOf('one_time', 'recurring'),
} satisfies ShapeOf<Stripe.PriceListParams>;

export type PriceInput = Params<typeof createParams>;

/**
 * Makes a price, and the product where `product_data` describes a new one (https://docs.stripe.com/api/prices/object).
 * Tiers and metered usage are not offered.
 */
export function createPrice(state: StandInState, input: PriceInput): Stripe.Price {
  const { recurring: cycle } = input;
  return keep(state.prices, {
    id: newId('price'),
    object: 'price',
    active: input.active ?? true,
    billing_scheme: 'per_unit',
    created: now(),
    currency: input.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: input.lookup_key ?? null,
    metadata: withMetadata({}, input.metadata),
    nickname: input.nickname ?? null,
    product: productOf(state, input),
    recurring: cycle
      ? {
          interval: cycle.interval,
          interval_count: cycle.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: cycle ? 'recurring' : 'one_time',
    unit_amount: input.unit_amount,
    unit_amount_decimal: Stripe.Decimal.from(input.unit_amount),
  });
}

export const prices = {
  createParams,
  create: ({ state, params }: Call<PriceInput>) => createPrice(state, params),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findPrice(state, id, 'price', 404),

  listParams: listPricesParams,
  list: ({ state, path, params }: Call<Params<typeof listPricesParams>>) => {
    const matching = [...state.prices.values()].filter(
      ({ active, created, product, type }) =>
        active === given(params.active, active) &&
        type === given(params.type, type) &&
        idOf(product) === given(params.product, idOf(product)) &&
        inRange(created, params.created),
    );
    return pageOf('price', path, matching, params);
  },
};

export function findPrice(
  state: StandInState,
  id: string,
  param = 'price',
  status: 400 | 404 = 400,
): Stripe.Price {
  const price = state.prices.get(id);
  if (!price) throw resourceMissing('price', id, param, status);
  return price;
}

function productOf(state: StandInState, input: PriceInput): string {
  if (input.product !== undefined) return findProduct(state, input.product).id;
  if (input.product_data) return createProduct(state, input.product_data).id;
  throw invalidParam(
    'product',
    'You must specify either `product` or `product_data` when creating a price.',
    'parameter_missing',
  );
}
