import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('payment methods', () => {
  it('are listed by customer', async () => {
    const { create } = here.standIn;
    const customer = create.customer().id;
    const card = create.card({ customer, brand: 'amex', last4: '0005', exp_month: 1, exp_year: 2031 });
    create.card({ customer: create.customer().id });
    const { data } = await here.stripe.paymentMethods.list({ customer, type: 'card' });
    expect(data).toEqual([card]);
    expect(data[0]?.card).toMatchObject({ brand: 'amex', last4: '0005', exp_month: 1, exp_year: 2031 });
  });

  it('are attached and detached; a test card is copied', async () => {
    const customer = here.standIn.create.customer().id;
    const card = await here.stripe.paymentMethods.attach('pm_card_mastercard', { customer });
    expect(card).toMatchObject({ customer, card: { brand: 'mastercard', last4: '4444' } });
    expect(await here.stripe.paymentMethods.retrieve(card.id)).toMatchObject({ customer });
    expect(await here.stripe.paymentMethods.detach(card.id)).toMatchObject({ id: card.id, customer: null });
    expect((await here.stripe.paymentMethods.list({ customer })).data).toEqual([]);
  });

  it('of nobody, or for nobody, are refused', async () => {
    const attach = here.stripe.paymentMethods.attach('pm_none', {
      customer: here.standIn.create.customer().id,
    });
    await expect(attach).rejects.toMatchObject({ statusCode: 404, param: 'payment_method' });
    await expect(here.stripe.paymentMethods.list({ customer: 'cus_none' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    });
  });
});
