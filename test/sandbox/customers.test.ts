import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('customers', () => {
  it('are created and retrieved with what was given', async () => {
    const created = await here.stripe.customers.create({
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      address: { line1: '1 Engine Street', city: 'London', country: 'GB' },
      metadata: { billing_owner_type: 'user', billing_owner_id: 'u1' },
    });
    expect(created).toMatchObject({
      object: 'customer',
      id: expect.stringMatching(/^cus_\w{14}$/),
      livemode: false,
      email: 'ada@example.com',
      address: { line1: '1 Engine Street', city: 'London', country: 'GB', line2: null, postal_code: null },
      metadata: { billing_owner_type: 'user', billing_owner_id: 'u1' },
    });
    expect(await here.stripe.customers.retrieve(created.id)).toEqual(created);
  });

  it('keep what an update leaves out, and lose what it empties', async () => {
    const { id } = await here.stripe.customers.create({
      email: 'ada@example.com',
      name: 'Ada',
      metadata: { kept: '1', changed: '1', removed: '1' },
    });
    const updated = await here.stripe.customers.update(id, {
      email: '',
      metadata: { changed: '2', removed: '', added: '1' },
    });
    expect(updated).toMatchObject({ email: null, name: 'Ada' });
    expect(updated.metadata).toEqual({ kept: '1', changed: '2', added: '1' });
    expect((await here.stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });

  it('are listed by email and by time, the newest first', async () => {
    const old = here.standIn.create.customer({ email: 'a@example.com', created: 1_000 });
    const young = here.standIn.create.customer({ email: 'a@example.com', created: 2_000 });
    here.standIn.create.customer({ email: 'b@example.com' });
    const ids = async (params: object) =>
      (await here.stripe.customers.list(params)).data.map((customer) => customer.id);
    expect(await ids({ email: 'a@example.com' })).toEqual([young.id, old.id]);
    expect(await ids({ created: { gte: 1_000, lt: 2_000 } })).toEqual([old.id]);
    expect(await ids({ created: 2_000 })).toEqual([young.id]);
  });

  it('that are deleted can be retrieved as deleted, and nothing else', async () => {
    const { id } = await here.stripe.customers.create();
    expect(await here.stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await here.stripe.customers.retrieve(id)).toMatchObject({ id, object: 'customer', deleted: true });
    expect((await here.stripe.customers.list()).data).toEqual([]);
    await expect(here.stripe.customers.update(id, { name: 'Ada' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    await expect(here.stripe.billingPortal.sessions.create({ customer: id })).rejects.toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    });
  });

  it('take their subscriptions with them when they are deleted', async () => {
    const { create } = here.standIn;
    const customer = create.customer();
    const price = create.price({
      currency: 'usd',
      unit_amount: 500,
      recurring: { interval: 'month' },
      product_data: { name: 'Starter' },
    });
    const { id } = create.subscription({ customer: customer.id, items: [{ price: price.id }] });
    await here.stripe.customers.del(customer.id);
    expect((await here.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
  });

  it.each(['constructor', '__proto__', 'cus_none'])('that do not exist (%s) are 404', async (id) => {
    await expect(here.stripe.customers.retrieve(id)).rejects.toMatchObject({
      statusCode: 404,
      type: 'StripeInvalidRequestError',
      code: 'resource_missing',
      param: 'id',
      message: `No such customer: '${id}'`,
    });
  });
});
