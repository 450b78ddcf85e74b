import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();

describe('portal configurations', () => {
  it('are created and retrieved with their features', async () => {
    const created = await here.stripe.billingPortal.configurations.create({
      name: 'main',
      metadata: { hash: 'abc' },
      default_return_url: 'https://yourapp.com/dashboard',
      business_profile: { headline: 'Your plan', privacy_policy_url: 'https://yourapp.com/privacy' },
      features: {
        customer_update: { enabled: true, allowed_updates: ['email', 'address'] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: {
          enabled: true,
          mode: 'immediately',
          cancellation_reason: { enabled: true, options: ['too_expensive'] },
        },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          products: [{ product: 'prod_1', prices: ['price_1', 'price_2'] }],
        },
      },
    });
    expect(created).toMatchObject({
      id: expect.stringMatching(/^bpc_/),
      active: true,
      is_default: false,
      metadata: { hash: 'abc' },
      default_return_url: 'https://yourapp.com/dashboard',
      business_profile: { headline: 'Your plan', terms_of_service_url: null },
      features: {
        customer_update: { enabled: true, allowed_updates: ['email', 'address'] },
        subscription_cancel: { mode: 'immediately', cancellation_reason: { options: ['too_expensive'] } },
        subscription_update: { products: [{ product: 'prod_1', prices: ['price_1', 'price_2'] }] },
      },
    });
    expect(await here.stripe.billingPortal.configurations.retrieve(created.id)).toEqual(created);
  });

  it('keep what an update leaves out', async () => {
    const { configurations } = here.stripe.billingPortal;
    const { id } = await configurations.create({
      features: {
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: ['email'] },
      },
      business_profile: { headline: 'Old' },
    });
    const updated = await configurations.update(id, {
      active: false,
      features: { customer_update: { allowed_updates: '' } },
      business_profile: { headline: '' },
    });
    expect(updated).toMatchObject({
      active: false,
      business_profile: { headline: null },
      features: {
        invoice_history: { enabled: true },
        customer_update: { enabled: true, allowed_updates: [] },
      },
    });
  });

  it('are listed by is_default and active; there is a default from the start', async () => {
    const { configurations } = here.stripe.billingPortal;
    const own = await configurations.create({ features: { invoice_history: { enabled: true } } });
    expect((await configurations.list({ is_default: true, active: true })).data).toHaveLength(1);
    expect((await configurations.list({ is_default: false })).data).toEqual([own]);
    expect((await configurations.list({ active: false })).data).toEqual([]);
  });

  it('need features that exist', async () => {
    const { configurations } = here.stripe.billingPortal;
    await expect(configurations.update('bpc_none', { active: true })).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(
      configurations.create({ features: { invoice_history: { enabled: true } }, name: '' }),
    ).resolves.toMatchObject({ name: null });
    await expect(
      configurations.create({
        features: { customer_update: { enabled: true, allowed_updates: ['shoe_size'] } },
      }),
    ).rejects.toMatchObject({ param: 'features[customer_update][allowed_updates][0]' });
  });
});
