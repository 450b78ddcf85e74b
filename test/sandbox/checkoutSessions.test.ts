import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('checkout sessions', () => {
  it('are created open and unpaid, and retrieved', async () => {
    const price = here.standIn.create.price({
      currency: 'usd',
      unit_amount: 2900,
      product_data: { name: 'Professional' },
    });
    const session = await here.stripe.checkout.sessions.create({
      mode: 'payment',
      client_reference_id: 'user:u1',
      line_items: [{ price: price.id, quantity: 2 }],
      success_url: 'https://yourapp.com/done',
    });
    expect(session).toMatchObject({
      id: expect.stringMatching(/^cs_test_\w+$/),
      status: 'open',
      payment_status: 'unpaid',
      client_reference_id: 'user:u1',
      amount_total: 5800,
      url: expect.stringContaining(here.standIn.url),
    });
    expect(await here.stripe.checkout.sessions.retrieve(session.id)).toEqual(session);
  });

  it('are listed by customer and status', async () => {
    const { create } = here.standIn;
    const customer = create.customer().id;
    const paid = create.checkoutSession({
      mode: 'payment',
      customer,
      status: 'complete',
      payment_status: 'paid',
    });
    const open = create.checkoutSession({ mode: 'setup', customer });
    create.checkoutSession({ mode: 'setup' });
    const ids = async (params: object) =>
      (await here.stripe.checkout.sessions.list(params)).data.map(({ id }) => id);
    expect(await ids({ customer })).toEqual([open.id, paid.id]);
    expect(await ids({ customer, status: 'complete' })).toEqual([paid.id]);
    expect(await here.stripe.checkout.sessions.retrieve(paid.id)).toMatchObject({ payment_status: 'paid' });
  });

  it('need a mode and known objects', async () => {
    const { sessions } = here.stripe.checkout;
    await expect(sessions.create({})).rejects.toMatchObject({ code: 'parameter_missing', param: 'mode' });
    await expect(sessions.create({ mode: 'payment', customer: 'cus_x' })).rejects.toMatchObject({
      statusCode: 400,
      param: 'customer',
    });
    await expect(sessions.retrieve('cs_test_none')).rejects.toMatchObject({ statusCode: 404 });
  });
});
