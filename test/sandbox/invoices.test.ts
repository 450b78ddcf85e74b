import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('invoices', () => {
  it('are listed by customer and status, and retrieved', async () => {
    const { create } = here.standIn;
    const customer = create.customer({ email: 'ada@example.com' }).id;
    const paid = create.invoice({ customer, amount: 2900 });
    const open = create.invoice({ customer, amount: 900, status: 'open' });
    create.invoice({ customer: create.customer().id, amount: 100 });
    const list = await here.stripe.invoices.list({ customer });
    expect(list.data.map(({ id }) => id)).toEqual([open.id, paid.id]);
    expect((await here.stripe.invoices.list({ customer, status: 'paid' })).data.map(({ id }) => id)).toEqual([
      paid.id,
    ]);
    expect(await here.stripe.invoices.retrieve(paid.id)).toMatchObject({
      status: 'paid',
      amount_due: 2900,
      amount_paid: 2900,
      amount_remaining: 0,
      customer_email: 'ada@example.com',
      number: expect.stringMatching(/-0001$/),
    });
    expect(open).toMatchObject({
      amount_paid: 0,
      amount_remaining: 900,
      number: expect.stringMatching(/-0002$/),
    });
  });

  it('are listed by subscription', async () => {
    const { create } = here.standIn;
    const customer = create.customer().id;
    create.invoice({ customer, amount: 1 });
    const own = create.invoice({ customer, amount: 2, subscription: 'sub_1' });
    const { data } = await here.stripe.invoices.list({ subscription: 'sub_1' });
    expect(data.map(({ id }) => id)).toEqual([own.id]);
  });

  it('of a deleted customer are still listed, those of an unknown one are not', async () => {
    const customer = here.standIn.create.customer().id;
    here.standIn.create.invoice({ customer, amount: 2900 });
    await here.stripe.customers.del(customer);
    expect((await here.stripe.invoices.list({ customer })).data).toHaveLength(1);
    await expect(here.stripe.invoices.list({ customer: 'cus_none' })).rejects.toMatchObject({
      param: 'customer',
    });
    await expect(here.stripe.invoices.retrieve('in_none')).rejects.toMatchObject({ statusCode: 404 });
  });
});
