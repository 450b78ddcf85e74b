import { ApiError } from '../errors.ts';
import { describeRight, rightsNeeded } from '../stripe/rights.ts';

type StripeFacts = { readonly outcome: string; readonly status?: unknown; readonly requestId?: unknown };

const rights = rightsNeeded(['reconcile', 'directory import', 'customers link'])
  .map(describeRight)
  .join(', ');
const texts: Readonly<Record<string, string>> = {
  key_refused: `Stripe refuses the key. Check STRIPE_SECRET_KEY: that it is not revoked and, if it is a restricted one, that it has the rights ${rights}.`,
  wrong_mode:
    'What Stripe has is of the other mode (live or test) than the key. Check STRIPE_SECRET_KEY, and that it is of the account that you mean.',
  bad_request: 'Stripe refuses the request.',
  bad_response: 'What answers is not Stripe, or not as it should. If STRIPE_API_BASE is set, check it.',
};

/**
 * What a person reads when Stripe failed. Every command asks Stripe before it writes.
 *
 * @returns undefined where the error is not about Stripe.
 */
export function stripeFailureText(error: unknown): string | undefined {
  const told = textAndDetails(error);
  return told && `${told.text} Nothing was written. ${told.details}`;
}

/** The same for a command that may have written already. */
export function stripeTroubleText(error: unknown): string | undefined {
  const told = textAndDetails(error);
  return told && `${told.text} ${told.details}`;
}

/** Whether Stripe refused because the key lacks a right. */
export function isForbidden(error: unknown): boolean {
  return stripeFacts(error)?.status === 403;
}

function textAndDetails(error: unknown): { readonly text: string; readonly details: string } | undefined {
  const facts = stripeFacts(error);
  if (!facts) return undefined;
  const text =
    texts[facts.outcome] ??
    'Stripe does not answer, or is too busy. Try again in a few minutes (https://status.stripe.com tells how it is).';
  const details = [
    facts.outcome,
    ...(facts.status === undefined ? [] : [`status ${facts.status}`]),
    ...(typeof facts.requestId === 'string' ? [`request ${facts.requestId}`] : []),
  ];
  return { text, details: `[${details.join(', ')}]` };
}

function stripeFacts(error: unknown): StripeFacts | undefined {
  const facts = error instanceof ApiError ? error.options.log?.stripe : undefined;
  return isStripeFacts(facts) ? facts : undefined;
}

function isStripeFacts(value: unknown): value is StripeFacts {
  return (
    typeof value === 'object' && value !== null && 'outcome' in value && typeof value.outcome === 'string'
  );
}
