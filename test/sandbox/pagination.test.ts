import { beforeEach, describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
/** Twelve customers, the newest first. */
let ids: string[];

beforeEach(() => {
  ids = Array.from({ length: 12 }, () => here.standIn.create.customer().id).toReversed();
});

const page = async (params: object) => {
  const list = await here.stripe.customers.list(params);
  return { ids: list.data.map(({ id }) => id), more: list.has_more };
};

describe('a list', () => {
  it('is the ten newest by default, and says that there is more', async () => {
    expect(await page({})).toEqual({ ids: ids.slice(0, 10), more: true });
    expect(await page({ limit: 12 })).toEqual({ ids, more: false });
    expect(await here.stripe.customers.list()).toMatchObject({ object: 'list', url: '/v1/customers' });
  });

  it('goes on after an object, and back before one', async () => {
    expect(await page({ limit: 5, starting_after: ids[4] })).toEqual({ ids: ids.slice(5, 10), more: true });
    expect(await page({ limit: 5, starting_after: ids[9] })).toEqual({ ids: ids.slice(10), more: false });
    expect(await page({ limit: 3, ending_before: ids[5] })).toEqual({ ids: ids.slice(2, 5), more: true });
    expect(await page({ limit: 10, ending_before: ids[5] })).toEqual({ ids: ids.slice(0, 5), more: false });
  });

  it('is read whole by the client, in both directions', async () => {
    const all = await here.stripe.customers.list({ limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(ids);
    const back = here.stripe.customers.list({ limit: 5, ending_before: ids.at(-1) ?? '' });
    const before = await back.autoPagingToArray({ limit: 100 });
    expect(before.map(({ id }) => id)).toEqual(ids.slice(0, -1).toReversed());
  });

  it('expands what is in it', async () => {
    const customer = ids[0] ?? '';
    here.standIn.create.invoice({ customer, amount: 1 });
    const list = await here.stripe.invoices.list({ expand: ['data.customer', 'data.nonsense'] });
    expect(list.data).toMatchObject([{ customer: { id: customer, object: 'customer' } }]);
  });

  it.each([
    [{ limit: 0 }, 'limit', 'parameter_invalid_integer'],
    [{ limit: 101 }, 'limit', 'parameter_invalid_integer'],
    [{ starting_after: 'cus_none' }, 'starting_after', 'resource_missing'],
    [{ ending_before: 'cus_none' }, 'ending_before', 'resource_missing'],
  ])('with %j is refused', async (params, param, code) => {
    await expect(page(params)).rejects.toMatchObject({ statusCode: 400, param, code });
  });
});
