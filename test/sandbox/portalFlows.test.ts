import type Stripe from 'stripe';
import { beforeEach, describe, expect, it } from 'vitest';
import { givenAda, goodCard, submit } from './portalSetUp.ts';
import { useStandIn } from './useStandIn.ts';

type FlowData = Stripe.BillingPortal.SessionCreateParams.FlowData;
type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;

const here = useStandIn();
let ada: Awaited<ReturnType<typeof givenAda>>;

beforeEach(async () => {
  ada = await givenAda(here.standIn);
});

const cancelFlow = (subscription = ada.subscription): FlowData => ({
  type: 'subscription_cancel',
  subscription_cancel: { subscription },
});
const redirect = { type: 'redirect', redirect: { return_url: 'https://yourapp.com/canceled' } };

describe('a deep link', () => {
  it.each([
    ['payment_method_update', () => ({ type: 'payment_method_update' }), 'Add a payment method'],
    ['customer_update', () => ({ type: 'customer_update' }), 'Update information'],
    ['subscription_cancel', cancelFlow, 'Cancel your subscription'],
    [
      'subscription_update',
      () => ({ type: 'subscription_update', subscription_update: { subscription: ada.subscription } }),
      'Change your plan',
    ],
  ])('%s opens its screen', async (type, data, title) => {
    const url = await ada.open({ flow_data: data() });
    expect(await (await fetch(url)).text()).toContain(`<h1>${title}</h1>`);
    const token = url.split('/').at(-1) ?? '';
    expect(here.standIn.data.portalSessions.get(token)?.session.flow).toMatchObject({
      type,
      after_completion: { type: 'portal_homepage' },
    });
  });

  it('leads to the portal’s home when it is done', async () => {
    const url = await ada.open({ flow_data: { type: 'payment_method_update' } });
    const { headers } = await submit(url, goodCard);
    const home = new URL(headers.get('location') ?? '', url);
    const text = await (await fetch(home)).text();
    expect(text).toContain('Your payment method has been saved.');
    expect(text).toContain('Current plan');
  });

  it('redirects when it is done, where it says so, and shows nothing else of the portal', async () => {
    const url = await ada.open({ flow_data: { ...cancelFlow(), after_completion: redirect } });
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://yourapp.com;");
    expect((await fetch(`${url}/home`)).status).toBe(404);
    expect((await fetch(`${url}/payment-methods/add`)).status).toBe(404);
    const { headers, status } = await submit(url);
    expect([status, headers.get('location')]).toEqual([303, 'https://yourapp.com/canceled']);
    expect(await (await fetch(url)).text()).toContain('is canceled already');
  });

  it('confirms on a page of its own, in the app’s words', async () => {
    const custom_message = 'We are sorry to <see> you go.';
    const after_completion = { type: 'hosted_confirmation', hosted_confirmation: { custom_message } };
    const url = await ada.open({ flow_data: { ...cancelFlow(), after_completion } });
    const { headers } = await submit(url);
    const text = await (await fetch(new URL(headers.get('location') ?? '', url))).text();
    expect(text).toContain('We are sorry to &lt;see&gt; you go.');
    expect(text).toContain('Your subscription has been canceled.');
    expect(text).toContain('href="https://yourapp.com/dashboard"');
  });
});

describe('a deep link is refused', () => {
  const refusal = (flow_data: FlowData, features: Partial<Features> = {}) =>
    ada.open({ flow_data }, features).then(
      () => undefined,
      ({ statusCode, code, param, message }) => ({ statusCode, code, param, message }),
    );
  const param = 'flow_data[subscription_cancel][subscription]';

  it('for a subscription that is not there, or somebody else’s: both look alike', async () => {
    const customer = here.standIn.create.customer().id;
    const { id } = here.standIn.create.subscription({ customer, items: [{ price: ada.business.id }] });
    for (const subscription of ['sub_none', id]) {
      expect(await refusal(cancelFlow(subscription))).toEqual({
        statusCode: 400,
        code: 'resource_missing',
        param,
        message: `No such subscription: '${subscription}'`,
      });
    }
  });

  it('for what is canceled already, by the portal or by the API', async () => {
    const message = `The subscription ${ada.subscription} is already set to be canceled at period end.`;
    await submit(`${await ada.open()}/subscriptions/${ada.subscription}/cancel`);
    expect(await refusal(cancelFlow())).toMatchObject({ statusCode: 400, param, message });
    await ada.stripe.subscriptions.update(ada.subscription, { cancel_at_period_end: false });
    expect(await refusal(cancelFlow())).toBeUndefined();
    await ada.stripe.subscriptions.update(ada.subscription, { cancel_at_period_end: true });
    expect(await refusal(cancelFlow())).toMatchObject({ message });
  });

  it('for what has ended', async () => {
    await ada.stripe.subscriptions.cancel(ada.subscription);
    expect(await refusal(cancelFlow())).toMatchObject({ statusCode: 400, param });
  });

  it.each([
    ['subscription_cancel', 'This subscription cannot be canceled because the subscription cancel feature'],
    ['subscription_update', 'This subscription cannot be updated because the subscription update feature'],
    ['payment_method_update', 'This customer cannot be updated because the payment method update feature'],
    ['customer_update', 'This customer cannot be updated because the customer update feature'],
  ])('for %s where the configuration does not offer it', async (type, message) => {
    const own = type.startsWith('subscription') ? { [type]: { subscription: ada.subscription } } : {};
    expect(await refusal({ type, ...own }, { [type]: { enabled: false } })).toMatchObject({
      statusCode: 400,
      message: `${message} in the portal configuration is disabled.`,
    });
  });

  it.each([
    ['no subscription', { type: 'subscription_cancel' }, 'flow_data[subscription_cancel]'],
    ['an unknown type', { type: 'pay' }, 'flow_data[type]'],
    [
      'another type’s own',
      { type: 'payment_method_update', subscription_cancel: { subscription: 'sub_1' } },
      'flow_data[subscription_cancel]',
    ],
    [
      'a redirect to nowhere',
      { type: 'payment_method_update', after_completion: { type: 'redirect' } },
      'flow_data[after_completion][redirect]',
    ],
  ])('with %s', async (_, data, at) => {
    expect(await refusal(data)).toMatchObject({ statusCode: 400, param: at });
  });
});

describe('the language', () => {
  const languageOf = async (url: string, acceptLanguage = 'fr') => {
    const text = await (await fetch(url, { headers: { 'Accept-Language': acceptLanguage } })).text();
    return [/<html lang="(\w+)"/.exec(text)?.[1], /<h1>(.*?)<\/h1>/.exec(text)?.[1]];
  };

  it.each([
    ['ja', 'ja', 'Ada Lovelace 様の請求'],
    ['ko', 'ko', 'Ada Lovelace 님의 청구'],
    ['en-GB', 'en', 'Billing of Ada Lovelace'],
    ['de', 'en', 'Billing of Ada Lovelace'],
  ] as const)('of a session in %s is %s', async (locale, lang, title) => {
    expect(await languageOf(await ada.open({ locale }), 'zh')).toEqual([lang, title]);
  });

  it('is else the customer’s, else the browser’s', async () => {
    for (const locale of [undefined, 'auto' as const]) {
      const url = await ada.open(locale === undefined ? {} : { locale });
      expect((await languageOf(url, 'ko-KR,ko;q=0.9'))[0]).toBe('ko');
      expect((await languageOf(url, 'fr'))[0]).toBe('en');
    }
    await ada.stripe.customers.update(ada.customer, { preferred_locales: ['ja-JP'] });
    expect((await languageOf(await ada.open(), 'ko'))[0]).toBe('ja');
  });

  it('is one of Stripe’s', async () => {
    await expect(ada.open({ locale: 'tlh' })).rejects.toMatchObject({ statusCode: 400, param: 'locale' });
  });

  it('is that of declined cards, too', async () => {
    const url = await ada.open({ locale: 'ja', flow_data: { type: 'payment_method_update' } });
    const answer = await submit(url, { ...goodCard, number: '4000000000000002' });
    expect(await answer.text()).toContain('カードが拒否されました。');
  });
});
