/** An event of Stripe's, without its payload. Times are ISO 8601. */
export type StripeEvent = {
  readonly id: string;
  readonly type: string;
  readonly created: string;
  readonly objectId: string;
  readonly customerId: string | null;
};

/** An event that this process works on. */
export type ClaimedEvent = StripeEvent & {
  readonly attempt: string;
  /** This one counted. */
  readonly tries: number;
  readonly outages: number;
};

/** Hears what comes and what becomes of it, for the metrics. */
export type SyncObserver = {
  /** @param type `other` where the service does not use the event. */
  webhook(type: string, outcome: 'stored' | 'duplicate' | 'ignored' | 'foreign' | 'refused'): void;
  /** @param outcome of the refresh, or `retried`, `waiting` (for Stripe) or `dead`. */
  applied(type: string, outcome: string, seconds: number): void;
  conflict(kind: string): void;
  lookup(outcome: 'found' | 'nothing' | 'unanswered' | 'remembered'): void;
};

export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};
