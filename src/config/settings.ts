import type { Setting } from './setting.ts';
import { accessTokens } from './settings/accessTokens.ts';
import { callers } from './settings/callers.ts';
import { service } from './settings/service.ts';
import { stripe } from './settings/stripe.ts';

/** The same table under the headings of `.env.example`. */
export const groups: Readonly<Record<string, Readonly<Record<string, Setting<unknown>>>>> = {
  Service: service,
  Stripe: stripe,
  'Access tokens': accessTokens,
  'Return URLs and callers': callers,
};

const table = { ...service, ...stripe, ...accessTokens, ...callers };

/** The name of a variable that this program reads. */
export type Name = keyof typeof table;

/** What each variable becomes. */
export type Parsed = { readonly [K in Name]: ReturnType<(typeof table)[K]['parse']> };

/** Every variable that this program reads, a row each: `.env.example` and the README's table are made from it. */
export const settings: { readonly [K in Name]: Setting<Parsed[K]> } = table;

const isName = (text: string): text is Name => Object.hasOwn(settings, text);

/** The names of all variables, in the order of the table. */
export const names: readonly Name[] = Object.keys(settings).filter(isName);
