import type Stripe from 'stripe';
import { html } from '../html.ts';
import type { Screen } from './view.ts';

type Flow = Stripe.BillingPortal.Session.Flow;

/** The path of the screen that a deep link opens (https://docs.stripe.com/customer-management/portal-deep-links). */
export function startOf(flow: Flow | null): string {
  switch (flow?.type) {
    case 'payment_method_update':
      return 'payment-methods/add';
    case 'customer_update':
      return 'billing-information';
    case 'subscription_cancel':
      return `subscriptions/${flow.subscription_cancel?.subscription}/cancel`;
    case 'subscription_update':
      return `subscriptions/${flow.subscription_update?.subscription}/update`;
    default:
      return '';
  }
}

/** Whether a session shows a screen: a deep link that does not lead to the portal's home shows itself alone. */
export function isReachable(flow: Flow | null, path: string): boolean {
  return (
    flow === null ||
    flow.after_completion.type === 'portal_homepage' ||
    path === startOf(flow) ||
    (path === doneScreen.path && flow.after_completion.type === 'hosted_confirmation')
  );
}

/**
 * Where a form leads that has done its work.
 *
 * @param path of the form's screen.
 * @param home the portal's home.
 */
export function nextAfter(
  flow: Flow | null,
  path: string,
  base: string,
  home: string,
  notice: string,
): string {
  if (flow !== null && path === startOf(flow)) {
    const { redirect, type } = flow.after_completion;
    if (type === 'redirect' && redirect) return redirect.return_url;
    if (type === 'hosted_confirmation') return `${base}/${doneScreen.path}?notice=${notice}`;
  }
  return `${home}?notice=${notice}`;
}

/** What Stripe calls a hosted confirmation. */
export const doneScreen: Screen = {
  path: 'done',
  isOffered: ({ session }) => session.flow?.after_completion.type === 'hosted_confirmation',
  title: ({ language }) => language.texts.done,
  show({ language, notice, session }) {
    const { texts } = language;
    const said = texts.notices[notice ?? ''] ?? '';
    const message = session.flow?.after_completion.hosted_confirmation?.custom_message ?? '';
    const { return_url: app } = session;
    const next =
      app === null
        ? ''
        : html`<p class="actions"><a class="button main" href="${app}">${texts.returnTo(new URL(app).host)}</a></p>`;
    return html`<section role="status"><p>${said}</p><p>${message}</p>${next}</section>`;
  },
};
