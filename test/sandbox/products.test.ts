import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('products and prices', () => {
  it('are created, retrieved and listed', async () => {
    const product = await here.stripe.products.create({ name: 'Professional', id: 'prod_pro' });
    const price = await here.stripe.prices.create({
      product: product.id,
      currency: 'USD',
      unit_amount: 2900,
      recurring: { interval: 'month' },
    });
    expect(product).toMatchObject({ id: 'prod_pro', name: 'Professional', active: true });
    expect(price).toMatchObject({
      product: 'prod_pro',
      currency: 'usd',
      type: 'recurring',
      unit_amount: 2900,
    });
    expect(price.unit_amount_decimal?.toString()).toBe('2900');
    expect(await here.stripe.products.retrieve('prod_pro')).toEqual(product);
    expect((await here.stripe.prices.retrieve(price.id)).id).toBe(price.id);
    expect((await here.stripe.products.list({ active: true })).data).toEqual([product]);
    expect((await here.stripe.prices.list({ product: 'prod_pro', type: 'recurring' })).data).toHaveLength(1);
    expect((await here.stripe.prices.list({ type: 'one_time' })).data).toEqual([]);
  });

  it('a price can bring its product along, and expand it', async () => {
    const price = await here.stripe.prices.create({
      product_data: { name: 'Starter' },
      currency: 'jpy',
      unit_amount: 500,
      expand: ['product'],
    });
    expect(price).toMatchObject({ type: 'one_time', recurring: null, product: { name: 'Starter' } });
  });

  it.each([
    ['no product', { currency: 'usd', unit_amount: 1 }, 'parameter_missing', 'product'],
    [
      'an unknown product',
      { currency: 'usd', unit_amount: 1, product: 'prod_x' },
      'resource_missing',
      'product',
    ],
    ['no currency that exists', { currency: 'dollars', unit_amount: 1 }, undefined, 'currency'],
  ])('a price with %s is refused', async (_, params, code, param) => {
    await expect(here.stripe.prices.create(params)).rejects.toMatchObject({ statusCode: 400, code, param });
  });

  it('a product id is given once', async () => {
    await here.stripe.products.create({ name: 'A', id: 'prod_a' });
    await expect(here.stripe.products.create({ name: 'B', id: 'prod_a' })).rejects.toMatchObject({
      code: 'resource_already_exists',
    });
  });
});
