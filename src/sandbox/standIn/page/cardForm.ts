import type Stripe from 'stripe';
import { createCard } from '../resources/createCard.ts';
import { checkCanBeSaved, testCardByNumber } from '../resources/testCards.ts';
import type { StandInState } from '../state.ts';
import { StripeError } from '../stripeError.ts';
import { FormError } from './formError.ts';
import type { Texts } from './texts/en.ts';

/**
 * Makes the test card that a form describes, of nobody yet.
 *
 * @throws FormError in the words of the page where the card is declined, unknown or past its date.
 */
export function cardFromForm(
  state: StandInState,
  form: URLSearchParams,
  texts: Texts,
  billing_details: Partial<Stripe.PaymentMethod.BillingDetails> = {},
): Stripe.PaymentMethod {
  return inWordsOf(texts, () => {
    const card = testCardByNumber(form.get('number') ?? '');
    const expiry = expiryIn(form.get('expiry') ?? '', texts);
    checkCanBeSaved(card);
    return createCard(state, { ...card, ...expiry, billing_details });
  });
}

/** Does what may be declined; Stripe's error becomes one in the words of the page. */
export function inWordsOf<T>(texts: Texts, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const { code = '', decline_code = code, message } = error.body;
    throw new FormError(texts.cardErrors[decline_code] ?? message, error.status);
  }
}

function expiryIn(text: string, texts: Texts): { readonly exp_month: number; readonly exp_year: number } {
  const [, month, year] = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(text) ?? [];
  const exp_month = Number(month);
  const exp_year = 2000 + Number(year);
  const isFuture = Date.UTC(exp_year, exp_month) > Date.now();
  if (exp_month >= 1 && exp_month <= 12 && isFuture) return { exp_month, exp_year };
  throw new FormError(texts.wrongExpiry, 402);
}
