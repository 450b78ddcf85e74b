import type Stripe from 'stripe';
import { isLive } from '../../resources/findCustomer.ts';
import { findPortalConfiguration } from '../../resources/portalConfigurations.ts';
import { idOf, type StandInState } from '../../state.ts';
import type { Html } from '../html.ts';
import { type Language, languageOf } from '../language.ts';

/** All that a screen of the portal needs to know. */
export type View = {
  readonly state: StandInState;
  readonly session: Stripe.BillingPortal.Session;
  /** What the session's configuration offers. */
  readonly features: Stripe.BillingPortal.Configuration.Features;
  readonly headline: string | null;
  readonly customer: Stripe.Customer;
  readonly language: Language;
  /** The path of the session's link, without a slash at the end. */
  readonly base: string;
  /** The notice that the last form left, by its name. */
  readonly notice: string | null;
  readonly error: string | undefined;
  /** What was sent, and refused. */
  readonly form: URLSearchParams;
};

/** One screen of the portal, at a path below the session's link; `:id` in it stands for an object's id. */
export type Screen = {
  readonly path: string;
  /** Whether there is such a screen, as the configuration and the customer's things are. */
  readonly isOffered: (view: View, id: string) => boolean;
  readonly title: (view: View, id: string) => string;
  readonly show: (view: View, id: string) => Html;
  /**
   * Does what its form asks.
   *
   * @returns the name of the notice to show then.
   * @throws FormError where the form is not right.
   */
  readonly submit?: (view: View, id: string, form: URLSearchParams) => string;
};

/** What a session's link leads to; undefined where the customer is gone. */
export function viewOf(
  state: StandInState,
  session: Stripe.BillingPortal.Session,
  request: {
    readonly base: string;
    readonly notice: string | null;
    readonly acceptLanguage: string | undefined;
  },
): View | undefined {
  const customer = state.customers.get(session.customer);
  if (!customer || !isLive(customer)) return undefined;
  const { features, business_profile } = findPortalConfiguration(state, idOf(session.configuration) ?? '');
  return {
    state,
    session,
    features,
    headline: business_profile.headline,
    customer,
    language: languageOf(session.locale, customer.preferred_locales, request.acceptLanguage),
    base: request.base,
    notice: request.notice,
    error: undefined,
    form: new URLSearchParams(),
  };
}

/** The customer's own, newest first. */
export function ownOf<T extends { readonly customer: string | { readonly id: string } | null }>(
  { customer }: View,
  items: ReadonlyMap<string, T>,
): T[] {
  return [...items.values()].filter((item) => idOf(item.customer) === customer.id).toReversed();
}

/** One of the customer's own; undefined where it is somebody else's, or not there. */
export function ownById<T extends { readonly customer: string | { readonly id: string } | null }>(
  { customer }: View,
  items: ReadonlyMap<string, T>,
  id: string,
): T | undefined {
  const item = items.get(id);
  return item && idOf(item.customer) === customer.id ? item : undefined;
}
