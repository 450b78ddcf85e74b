import type { ClaimedEvent } from '../events.ts';
import { isAboutPortalConfiguration } from '../eventTypes.ts';
import { type ApplyCustomerParts, applyCustomerEvent } from './customer.ts';
import { type ApplyPortalConfigurationParts, applyPortalConfigurationEvent } from './portalConfiguration.ts';

/** @returns what it came to. Throws what Stripe and the database throw: the event is then to be tried again. */
export type ApplyEvent = (event: ClaimedEvent, signal: AbortSignal) => Promise<string>;

/** Applies an event, and notes that it is applied. Doing so twice, or in any order, comes to the same. */
export function createApplyEvent(parts: ApplyCustomerParts & ApplyPortalConfigurationParts): ApplyEvent {
  return async (event, signal) => {
    if (isAboutPortalConfiguration(event.type)) return applyPortalConfigurationEvent(parts, event, signal);
    const { customerId } = event;
    if (customerId !== null) return applyCustomerEvent(parts, { ...event, customerId }, signal);
    await parts.events.markApplied([event.id], 'foreign', parts.now().toISOString());
    return 'foreign';
  };
}
