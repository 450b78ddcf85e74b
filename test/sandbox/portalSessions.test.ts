import { beforeEach, describe, expect, it } from 'vitest';
import { useStandIn } from './useStandIn.ts';

const here = useStandIn();
let customer: string;

beforeEach(() => {
  customer = here.standIn.create.customer().id;
});

describe('portal sessions', () => {
  it('have a URL of the stand-in that cannot be guessed', async () => {
    const { sessions } = here.stripe.billingPortal;
    const session = await sessions.create({ customer, return_url: 'https://yourapp.com/dashboard' });
    expect(session).toMatchObject({
      id: expect.stringMatching(/^bps_/),
      object: 'billing_portal.session',
      customer,
      livemode: false,
      return_url: 'https://yourapp.com/dashboard',
      configuration: expect.stringMatching(/^bpc_/),
    });
    const { origin, pathname } = new URL(session.url);
    expect(origin).toBe(here.standIn.url);
    expect(pathname).toMatch(/^\/p\/session\/test_\w{40}$/);
    expect((await sessions.create({ customer })).url).not.toBe(session.url);
  });

  it('take the configuration that they name, and its return URL where they have none', async () => {
    const configuration = here.standIn.create.portalConfiguration({
      features: { invoice_history: { enabled: true } },
      default_return_url: 'https://yourapp.com/home',
    });
    const session = await here.stripe.billingPortal.sessions.create({
      customer,
      configuration: configuration.id,
      expand: ['configuration'],
    });
    expect(session).toMatchObject({
      configuration: { id: configuration.id, object: 'billing_portal.configuration' },
      return_url: 'https://yourapp.com/home',
    });
  });

  it('are refused where no default configuration was ever made', async () => {
    here.standIn.disableDefaultPortalConfiguration();
    await expect(here.stripe.billingPortal.sessions.create({ customer })).rejects.toMatchObject({
      statusCode: 400,
      rawType: 'invalid_request_error',
      message: expect.stringMatching(
        /^No configuration provided and your test mode default configuration has not/,
      ),
    });
  });

  it('are refused where the default configuration was turned off, until it is on again', async () => {
    const { configurations, sessions } = here.stripe.billingPortal;
    const [configuration] = (await configurations.list({ is_default: true })).data;
    const id = configuration?.id ?? '';
    await configurations.update(id, { active: false });
    await expect(sessions.create({ customer })).rejects.toMatchObject({ statusCode: 400 });
    await expect(sessions.create({ customer, configuration: id })).rejects.toMatchObject({
      statusCode: 400,
      param: 'configuration',
    });
    await configurations.update(id, { active: true });
    await expect(sessions.create({ customer })).resolves.toMatchObject({ configuration: id });
  });

  it.each([
    ['an unknown customer', { customer: 'cus_none' }, 'resource_missing', 'customer'],
    ['no customer', {}, 'parameter_missing', 'customer'],
    ['an empty customer', { customer: '' }, 'parameter_invalid_empty', 'customer'],
    ['an unknown configuration', { configuration: 'bpc_none' }, 'resource_missing', 'configuration'],
    ['a return URL without a scheme', { return_url: 'yourapp.com' }, 'url_invalid', 'return_url'],
    ['a return URL of another scheme', { return_url: 'javascript:alert(1)' }, 'url_invalid', 'return_url'],
    ['a broken return URL', { return_url: 'https://' }, 'url_invalid', 'return_url'],
    ['a parameter too many', { colour: 'red' }, 'parameter_unknown', 'colour'],
  ])('with %s are refused', async (name, params, code, param) => {
    const wanted = name.includes('customer') ? params : { customer, ...params };
    await expect(here.stripe.billingPortal.sessions.create(wanted)).rejects.toMatchObject({
      statusCode: 400,
      rawType: 'invalid_request_error',
      code,
      param,
    });
  });
});
