import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

const breakerStates = { closed: 0, 'half-open': 1, open: 2 } as const;

/** The metrics, in a registry of their own: requests, calls to Stripe, the breaker, and the process. */
export function createMetrics() {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'billing_portal_requests_total',
    help: 'Requests that were answered, by operation of the spec, method, status and error code.',
    labelNames: ['operation', 'method', 'status', 'code'] as const,
    registers: [register],
  });
  const requestSeconds = new Histogram({
    name: 'billing_portal_request_duration_seconds',
    help: 'How long requests took, by operation of the spec.',
    labelNames: ['operation'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8.5],
    registers: [register],
  });
  const stripeSeconds = new Histogram({
    name: 'billing_portal_stripe_call_duration_seconds',
    help: 'How long calls to Stripe took, by outcome.',
    labelNames: ['outcome'] as const,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8.5],
    registers: [register],
  });
  const webhooks = new Counter({
    name: 'billing_portal_webhooks_total',
    help: 'Deliveries of Stripe, by event type and what became of them.',
    labelNames: ['type', 'outcome'] as const,
    registers: [register],
  });
  const appliedSeconds = new Histogram({
    name: 'billing_portal_event_apply_duration_seconds',
    help: 'How long it took to apply events, by event type and outcome.',
    labelNames: ['type', 'outcome'] as const,
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [register],
  });
  const conflicts = new Counter({
    name: 'billing_portal_link_conflicts_total',
    help: 'Customers that were set aside for a person to decide, by kind.',
    labelNames: ['kind'] as const,
    registers: [register],
  });
  const lookups = new Counter({
    name: 'billing_portal_live_lookups_total',
    help: 'Look-ups in Stripe before somebody is told that there is no billing account, by outcome.',
    labelNames: ['outcome'] as const,
    registers: [register],
  });
  const auditFailures = new Counter({
    name: 'billing_portal_audit_failures_total',
    help: 'Requests for a portal that could not be kept in the audit; each is in the log instead.',
    registers: [register],
  });
  let breaker: () => keyof typeof breakerStates = () => 'closed';
  new Gauge({
    name: 'billing_portal_stripe_breaker_state',
    help: 'The circuit breaker in front of Stripe: 0 closed, 1 half-open, 2 open.',
    registers: [register],
    collect() {
      this.set(breakerStates[breaker()]);
    },
  });
  return {
    register,
    request(facts: {
      operation: string;
      method: string;
      status: number;
      code: string;
      seconds: number;
    }): void {
      const { operation, method, status, code, seconds } = facts;
      requests.inc({ operation, method: knownMethods.has(method) ? method : 'other', status, code });
      requestSeconds.observe({ operation }, seconds);
    },
    stripeCall(outcome: string, seconds: number): void {
      stripeSeconds.observe({ outcome }, seconds);
    },
    /** What follows Stripe. */
    sync: {
      webhook: (type: string, outcome: string): void => webhooks.inc({ type, outcome }),
      applied: (type: string, outcome: string, seconds: number): void =>
        appliedSeconds.observe({ type, outcome }, seconds),
      conflict: (kind: string): void => conflicts.inc({ kind }),
      lookup: (outcome: string): void => lookups.inc({ outcome }),
    },
    auditFailure: (): void => auditFailures.inc(),
    watchBreaker(state: () => keyof typeof breakerStates): void {
      breaker = state;
    },
  };
}

/** A caller chooses the method: an unknown one gets no time series of its own. */
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
