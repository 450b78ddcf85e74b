/** Exactly the events that the service uses: what a webhook endpoint is to send, and what is caught up. */
export const followedEventTypes = [
  'checkout.session.completed',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'invoice.paid',
  'invoice.payment_failed',
  'billing_portal.configuration.updated',
] as const;

export type FollowedEventType = (typeof followedEventTypes)[number];

export function isFollowed(type: string): type is FollowedEventType {
  return followedEventTypes.some((followed) => followed === type);
}

/** Whether an event is about a portal configuration; every other one that is followed is about a customer. */
export function isAboutPortalConfiguration(type: string): boolean {
  return type === 'billing_portal.configuration.updated';
}
