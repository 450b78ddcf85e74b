import { describe, expect, it } from 'vitest';
import { request, useStandIn } from './useStandIn.ts';

const here = useStandIn();
const key = 'key-1';

describe('an idempotency key', () => {
  it('gets the stored answer again, and makes nothing twice', async () => {
    const first = await here.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: key });
    const again = await here.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: key });
    expect(again).toEqual(first);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(first.lastResponse.idempotencyKey).toBe(key);
    expect(here.standIn.data.customers.size).toBe(1);
  });

  it.each([
    ['other parameters', () => here.stripe.customers.create({ name: 'Bob' }, { idempotencyKey: key })],
    ['another path', () => here.stripe.products.create({ name: 'Ada' }, { idempotencyKey: key })],
  ])('is refused with %s', async (_, other) => {
    await here.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: key });
    await expect(other()).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
      message: expect.stringContaining(`a key other than '${key}'`),
    });
  });

  it('gets a stored failure again, though what failed would work now', async () => {
    const session = () =>
      here.stripe.billingPortal.sessions.create({ customer: 'cus_late' }, { idempotencyKey: key });
    await expect(session()).rejects.toMatchObject({ code: 'resource_missing' });
    here.standIn.create.customer({ id: 'cus_late' });
    await expect(session()).rejects.toMatchObject({ code: 'resource_missing' });
  });

  it('may be used again where the parameters were wrong: nothing was begun', async () => {
    const send = (body: string) =>
      request(here.standIn.url, '/v1/customers', {
        method: 'POST',
        body,
        headers: { 'Idempotency-Key': key },
      });
    expect((await send('colour=red')).status).toBe(400);
    expect((await send('name=Ada')).status).toBe(200);
  });

  it('that a fault met may be used again', async () => {
    here.standIn.faults.next({ kind: 'status', status: 500, path: '/v1/customers' });
    const create = () => here.stripe.customers.create({ name: 'Ada' }, { idempotencyKey: key });
    await expect(create()).rejects.toMatchObject({ statusCode: 500 });
    await expect(create()).resolves.toMatchObject({ name: 'Ada' });
  });
});
