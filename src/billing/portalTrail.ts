import type { Owner } from './owner.ts';

/**
 * What becomes known of a request for a portal on its way, for the audit: whoever finds something out fills it in, and
 * what is refused before that stays null.
 */
export type PortalTrail = {
  owner: Owner | null;
  /** The owner's customer in Stripe, whether or not a portal may open for it. */
  customerId: string | null;
  /** Where the portal leads back to, or was to lead: the origin alone, since a path may hold what is nobody's business. */
  returnOrigin: string | null;
};

/** @example const trail = emptyTrail(); */
export function emptyTrail(): PortalTrail {
  return { owner: null, customerId: null, returnOrigin: null };
}
