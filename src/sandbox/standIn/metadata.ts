import type Stripe from 'stripe';
import { textMap, unsettable } from './params.ts';

export const metadataParam = unsettable(textMap);

/**
 * Applies a `metadata` parameter: names are merged, an empty value removes its name, and an empty parameter all of
 * them (https://docs.stripe.com/api/metadata).
 */
export function withMetadata(
  metadata: Stripe.Metadata,
  change: Readonly<Record<string, string>> | null | undefined,
): Stripe.Metadata {
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...metadata, ...change }).filter(([, value]) => value !== ''));
}
