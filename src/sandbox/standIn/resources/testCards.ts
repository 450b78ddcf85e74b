import { StripeError } from '../stripeError.ts';
import type { CardInput } from './createCard.ts';

type Refusal = { readonly code: string; readonly decline_code?: string; readonly message: string };

/** One of Stripe's test cards (https://docs.stripe.com/testing). */
export type TestCard = Required<Pick<CardInput, 'brand' | 'last4'>> & {
  readonly number: string;
  /** After `tok_` and `pm_card_`: the ready-made token and payment method. */
  readonly name: string;
  /** Why it cannot be saved. */
  readonly refusal?: Refusal;
};

const declined = { code: 'card_declined', message: 'Your card was declined.' };

const testCards: readonly TestCard[] = [
  { number: '4242424242424242', name: 'visa', brand: 'visa', last4: '4242' },
  { number: '5555555555554444', name: 'mastercard', brand: 'mastercard', last4: '4444' },
  { number: '378282246310005', name: 'amex', brand: 'amex', last4: '0005' },
  { number: '3566002020360505', name: 'jcb', brand: 'jcb', last4: '0505' },
  // It can be saved, and then every charge is declined.
  { number: '4000000000000341', name: 'chargeCustomerFail', brand: 'visa', last4: '0341' },
  {
    number: '4000000000000002',
    name: 'chargeDeclined',
    brand: 'visa',
    last4: '0002',
    refusal: { ...declined, decline_code: 'generic_decline' },
  },
  {
    number: '4000000000009995',
    name: 'chargeDeclinedInsufficientFunds',
    brand: 'visa',
    last4: '9995',
    refusal: {
      ...declined,
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
  },
  {
    number: '4000000000000069',
    name: 'chargeDeclinedExpiredCard',
    brand: 'visa',
    last4: '0069',
    refusal: { code: 'expired_card', message: 'Your card has expired.' },
  },
  {
    number: '4000000000000127',
    name: 'chargeDeclinedIncorrectCvc',
    brand: 'visa',
    last4: '0127',
    refusal: { code: 'incorrect_cvc', message: "Your card's security code is incorrect." },
  },
];

/**
 * The test card of a number.
 *
 * @throws StripeError 402 for any other number: a real card is never taken, not even looked at.
 */
export function testCardByNumber(number: string): TestCard {
  const digits = number.replaceAll(/[ -]/g, '');
  const card = testCards.find((known) => known.number === digits);
  if (card) return card;
  throw cardError({
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message: 'Your card was declined. Your request was in test mode, but used a non test card.',
  });
}

/** The test card that a token (`tok_visa`) or a ready-made payment method (`pm_card_visa`) stands for. */
export function testCardByName(prefix: 'tok_' | 'pm_card_', name: string): TestCard | undefined {
  return testCards.find((card) => `${prefix}${card.name}` === name);
}

/** @throws StripeError 402 where the card cannot be saved. */
export function checkCanBeSaved({ refusal }: TestCard): void {
  if (refusal) throw cardError(refusal);
}

/** Whether every charge of a saved card is declined. */
export function declinesCharges(last4: string | undefined): boolean {
  return last4 === '0341';
}

/** A declined charge. */
export function chargeDeclined(): StripeError {
  return cardError({ ...declined, decline_code: 'generic_decline' });
}

function cardError(refusal: Refusal): StripeError {
  return new StripeError(402, { type: 'card_error', ...refusal });
}
