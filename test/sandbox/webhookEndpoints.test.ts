import { describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
const url = 'http://127.0.0.1:9/webhooks/stripe';

describe('webhook endpoints', () => {
  it('show their secret once', async () => {
    const { webhookEndpoints } = here.stripe;
    const made = await webhookEndpoints.create({
      url,
      enabled_events: ['customer.created', 'invoice.paid'],
      api_version: '2026-10-28.endive',
      metadata: { made_by: 'setup' },
    });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^we_/),
      url,
      secret: expect.stringMatching(/^whsec_\w{32}$/),
      enabled_events: ['customer.created', 'invoice.paid'],
      api_version: '2026-10-28.endive',
      metadata: { made_by: 'setup' },
      status: 'enabled',
      livemode: false,
    });
    for (const shown of [
      await webhookEndpoints.retrieve(made.id),
      ...(await webhookEndpoints.list()).data,
      await webhookEndpoints.update(made.id, { metadata: { made_by: 'hand' } }),
    ]) {
      expect(shown.id).toBe(made.id);
      expect(shown).not.toHaveProperty('secret');
    }
  });

  it('are changed, disabled, enabled and deleted', async () => {
    const { webhookEndpoints } = here.stripe;
    const { id } = await webhookEndpoints.create({ url, enabled_events: ['*'] });
    expect(
      await webhookEndpoints.update(id, {
        enabled_events: ['invoice.paid'],
        url: `${url}/2`,
        disabled: true,
      }),
    ).toMatchObject({ enabled_events: ['invoice.paid'], url: `${url}/2`, status: 'disabled' });
    expect(await webhookEndpoints.update(id, { disabled: false })).toMatchObject({ status: 'enabled' });
    expect(await webhookEndpoints.del(id)).toEqual(
      expect.objectContaining({ id, object: 'webhook_endpoint', deleted: true }),
    );
    await expect(webhookEndpoints.retrieve(id)).rejects.toMatchObject({ code: 'resource_missing' });
    expect((await webhookEndpoints.list()).data).toEqual([]);
  });

  it('need a URL and events', async () => {
    const create = (params: object) => here.stripe.rawRequest('POST', '/v1/webhook_endpoints', { ...params });
    await expect(create({ enabled_events: ['*'] })).rejects.toMatchObject({ param: 'url' });
    await expect(create({ url })).rejects.toMatchObject({ param: 'enabled_events' });
    await expect(create({ url, enabled_events: '' })).rejects.toMatchObject({ param: 'enabled_events' });
    await expect(create({ url, enabled_events: ['everything'] })).rejects.toMatchObject({
      param: 'enabled_events[0]',
    });
    await expect(create({ url: 'yourapp.com', enabled_events: ['*'] })).rejects.toMatchObject({
      code: 'url_invalid',
    });
  });
});
