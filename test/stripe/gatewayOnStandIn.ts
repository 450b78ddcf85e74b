import { inspect } from 'node:util';
import { onTestFinished } from 'vitest';
import { ApiError } from '../../src/errors.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { createStripeGateway, type StripeGateway, type StripeSettings } from '../../src/stripe/gateway.ts';
import { type CallLimits, promisedLimits } from '../../src/stripe/resilience.ts';

/** The promised limits with every duration but the breaker's cut short, for tests that need not wait. */
export const shortLimits: CallLimits = {
  ...promisedLimits,
  tryMs: 200,
  callMs: 320,
  placeMs: 100,
  pauseMs: 5,
};

export type Watched = {
  readonly gateway: StripeGateway;
  /** Every line of the log, as JSON. */
  readonly log: readonly string[];
  /** The outcome of every call, oldest first. */
  readonly outcomes: readonly string[];
  /** Opens a portal for a customer; without a signal, for a caller who stays. */
  open(customerId: string, signal?: AbortSignal): Promise<string | undefined>;
};

export const returnUrl = 'https://yourapp.com/dashboard';

/** A gateway to any address, closed when the test ends. */
export function watchedGateway(
  apiBase: string,
  settings: Partial<StripeSettings> = {},
  limits: CallLimits = shortLimits,
): Watched {
  const log: string[] = [];
  const outcomes: string[] = [];
  const line = (facts: object, message: string) => void log.push(JSON.stringify({ ...facts, message }));
  const gateway = createStripeGateway(
    {
      secretKey: 'sk_test_stripeGateway',
      livemode: false,
      apiBase,
      portalUrlHosts: ['billing.stripe.com'],
      ...settings,
    },
    { log: { error: line, warn: line }, observe: { stripeCall: (outcome) => void outcomes.push(outcome) } },
    limits,
  );
  onTestFinished(() => gateway.close());
  const open = (customerId: string, signal = new AbortController().signal) =>
    gateway.createPortalSession({ customerId, returnUrl, signal });
  return { gateway, log, outcomes, open };
}

/** A stand-in and a gateway to it, both closed when the test ends, and a customer to open portals for. */
export async function gatewayOnStandIn(
  settings: Partial<StripeSettings> = {},
  limits: CallLimits = shortLimits,
): Promise<Watched & { readonly standIn: StandIn; readonly customerId: string }> {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  const { id: customerId } = standIn.create.customer({});
  return { standIn, customerId, ...watchedGateway(standIn.url, settings, limits) };
}

export type Failed = {
  readonly code: string;
  /** In seconds; undefined where the answer has none. */
  readonly retryAfter: number | undefined;
  /** What the error has for the log, as JSON. */
  readonly forLog: string;
  /** All that the error carries, its causes and their stacks too. */
  readonly all: string;
  readonly ms: number;
};

/** How a call failed, and after how long. Throws where it did not fail with an ApiError. */
export async function failed(call: Promise<unknown>): Promise<Failed> {
  const started = performance.now();
  const error = await call.then(
    (value) => new Error(`It did not fail: ${String(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw error;
  const seconds = error.options.headers?.['Retry-After'];
  return {
    code: error.code,
    retryAfter: seconds === undefined ? undefined : Number(seconds),
    forLog: JSON.stringify(error.options.log),
    all: inspect(error, { depth: null }),
    ms: performance.now() - started,
  };
}
