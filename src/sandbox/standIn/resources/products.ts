import type Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import { flag, type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { given, keep, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';

const createParams = {
  name: required(text),
  id: text,
  active: flag,
  description: text,
  metadata: metadataParam,
  ...expandParam,
} satisfies ShapeOf<Stripe.ProductCreateParams>;

const listProductsParams = {
  ...listParams,
  active: flag,
  created: timeRange,
} satisfies ShapeOf<Stripe.ProductListParams>;

export type ProductInput = Params<typeof createParams>;

/**
 * Makes a product and keeps it (https://docs.stripe.com/api/products/object).
 *
 * @throws StripeError 400 where its id is taken.
 */
export function createProduct(state: StandInState, input: ProductInput): Stripe.Product {
  const id = input.id ?? newId('prod');
  if (state.products.has(id)) throw invalidParam('id', 'Product already exists.', 'resource_already_exists');
  return keep(state.products, {
    id,
    object: 'product',
    active: input.active ?? true,
    created: now(),
    default_price: null,
    description: input.description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: withMetadata({}, input.metadata),
    name: input.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: now(),
    url: null,
  });
}

export const products = {
  createParams,
  create: ({ state, params }: Call<ProductInput>) => createProduct(state, params),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findProduct(state, id, 'id', 404),

  listParams: listProductsParams,
  list: ({ state, path, params }: Call<Params<typeof listProductsParams>>) => {
    const matching = [...state.products.values()].filter(
      ({ active, created }) => active === given(params.active, active) && inRange(created, params.created),
    );
    return pageOf('product', path, matching, params);
  },
};

export function findProduct(
  state: StandInState,
  id: string,
  param = 'product',
  status: 400 | 404 = 400,
): Stripe.Product {
  const product = state.products.get(id);
  if (!product) throw resourceMissing('product', id, param, status);
  return product;
}
