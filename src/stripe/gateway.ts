import { randomUUID } from 'node:crypto';
import { Semaphore } from 'async-mutex';
import type Stripe from 'stripe';
import type { PortalIntent } from '../billing/portalFlow.ts';
import type { BreakerState } from './breaker.ts';
import { type ClientSettings, createStripeClients } from './client.ts';
import { readClockLead } from './clock.ts';
import { type Ask, type CustomerFacts, readCustomerFacts } from './customerFacts.ts';
import { type FailureOutcome, StripeFailure, toApiError, toFailure } from './failures.ts';
import { findMissingRights } from './keyRights.ts';
import { createPace } from './pace.ts';
import { createPortalConfigurations, type PortalConfigurations } from './portalConfigurations.ts';
import { createDeepLink } from './portalDeepLink.ts';
import { createPortalSession, type PortalSessionRequest, type PortalSettings } from './portalSessions.ts';
import { createReader, type StripeReader } from './reader.ts';
import { type CallLimits, createResilience, promisedLimits } from './resilience.ts';
import type { StripeRight } from './rights.ts';
import { createWebhookEndpoints, type WebhookEndpoints } from './webhookEndpoints.ts';
import { within } from './within.ts';

export type StripeSettings = ClientSettings & PortalSettings;

export type StripeGateway = {
  /**
   * Creates a portal session for a customer.
   *
   * @param request.returnUrl where the portal's link back leads, checked already.
   * @param request.intent what the customer comes for: the portal then begins there.
   * @param request.signal aborts when the caller is gone; its connection to Stripe is then closed.
   * @returns the session's URL, a credential; undefined where Stripe does not know the customer, or it was deleted.
   * @throws ApiError STRIPE_UNAVAILABLE (with `Retry-After`), PORTAL_NOT_CONFIGURED, STRIPE_BAD_RESPONSE or
   * INTERNAL_ERROR, within 8 s; for an intent what `portalFlow` throws; the signal's reason when the caller is gone.
   * @example await gateway.createPortalSession({ customerId: 'cus_1', returnUrl: 'https://yourapp.com/', signal })
   */
  createPortalSession(
    request: PortalSessionRequest & { intent?: PortalIntent | undefined; signal: AbortSignal },
  ): Promise<string | undefined>;
  readonly portalConfigurations: PortalConfigurations;
  readonly webhookEndpoints: WebhookEndpoints;
  /**
   * Finds out which of some rights the key lacks, by a harmless request for each.
   *
   * @throws ApiError as above, INTERNAL_ERROR where the key is refused as a whole.
   */
  missingRights(rights: readonly StripeRight[]): Promise<readonly StripeRight[]>;
  /** By how many milliseconds this machine's clock is ahead of Stripe's; undefined where Stripe does not say. */
  clockLead(): Promise<number | undefined>;
  /**
   * Reads what directory import must know of a customer, at 10 requests a second at most over all calls.
   *
   * @returns undefined where Stripe does not know the customer in the key's mode.
   * @throws ApiError as above.
   */
  customerFacts(customerId: string, signal?: AbortSignal): Promise<CustomerFacts | undefined>;
  /** For what may wait: at `readsPerSecond` at most over all calls. */
  readonly reader: StripeReader;
  /** For what a caller waits for: at once. */
  readonly liveReader: StripeReader;
  breaker(): BreakerState;
  /** Ends the calls under way and closes every connection. */
  close(): Promise<void>;
};

export type StripeGatewayDeps = {
  readonly log: {
    error(facts: object, message: string): void;
    warn(facts: object, message: string): void;
  };
  /** Hears of each call: `ok`, `aborted`, `fault` or an outcome of the failure table, and its time in seconds. */
  readonly observe: { stripeCall(outcome: string, seconds: number): void };
};

const forever = new AbortController().signal;
const timedOut = () => new StripeFailure('timeout');
const factsPerSecond = 10;
/** Customers read at once: enough to keep the pace, too few to wait long for their turn or to crowd out portals. */
const factsAtOnce = 5;

/** Sets up the one way to Stripe. It makes no call yet. */
export function createStripeGateway(
  settings: StripeSettings,
  { log, observe }: StripeGatewayDeps,
  limits: CallLimits = promisedLimits,
): StripeGateway {
  const clients = createStripeClients(settings);
  const resilience = createResilience(limits, (state) => log.warn({ breaker: state }, 'Stripe breaker'));
  const pace = createPace(factsPerSecond);
  const readPace = createPace(limits.readsPerSecond);
  const factsPlaces = new Semaphore(factsAtOnce);

  /** One call to Stripe: within the limits, observed, and logged where a person must act. */
  async function call<T>(
    request: (stripe: Stripe, signal: AbortSignal) => Promise<T>,
    caller?: AbortSignal,
  ): Promise<T> {
    const started = performance.now();
    const ended = (outcome: string) => observe.stripeCall(outcome, (performance.now() - started) / 1000);
    const attempt = async (signal: AbortSignal) => {
      try {
        return await request(clients.clientFor(signal), signal);
      } catch (error) {
        throw toFailure(error);
      }
    };
    try {
      const result = await resilience.call(attempt, caller);
      ended('ok');
      return result;
    } catch (error) {
      if (error instanceof StripeFailure) ended(error.outcome);
      else ended(caller?.aborted ? 'aborted' : 'fault');
      throw error;
    }
  }

  /** Turns failures into what a caller is told: undefined for those that mean "no such customer". */
  async function answer<T>(
    nobody: readonly FailureOutcome[],
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      if (nobody.includes(error.outcome)) return undefined;
      const told = toApiError(error);
      if (told.code !== 'STRIPE_UNAVAILABLE') log.error({ ...told.options.log }, 'Stripe call failed');
      throw told;
    }
  }

  /** For what this service owns in Stripe. */
  const owned = { livemode: settings.livemode, call, answer, newKey: randomUUID };

  return {
    createPortalSession: ({ signal: caller, intent, ...request }) => {
      const create = (signal: AbortSignal, flow = request.flow) => {
        const idempotencyKey = randomUUID();
        return call(
          (stripe) => createPortalSession(stripe, settings, { ...request, flow }, idempotencyKey),
          signal,
        );
      };
      return answer(['unknown_customer'], () => {
        if (intent === undefined) return create(caller);
        // Several calls, and one deadline for them all.
        return within(limits.callMs, [caller], timedOut, (signal) => {
          const ask: Ask = (request) => call(request, signal);
          return createDeepLink({ ask, create: (flow) => create(signal, flow) }, intent, request);
        });
      });
    },
    portalConfigurations: createPortalConfigurations(owned),
    webhookEndpoints: createWebhookEndpoints(owned),
    missingRights: async (rights) => (await answer([], () => findMissingRights(call, rights))) ?? [],
    clockLead: () => answer([], () => call(readClockLead)),
    customerFacts: (customerId, signal) =>
      factsPlaces.runExclusive(() =>
        // A single customer of the other mode is a mistake in a list, not a wrong key.
        answer(['unknown_customer', 'wrong_mode'], () =>
          readCustomerFacts(
            (request) =>
              call(async (stripe, trying) => {
                await pace(trying);
                return request(stripe);
              }, signal),
            customerId,
            settings.livemode,
          ),
        ),
      ),
    reader: createReader({
      livemode: settings.livemode,
      answer,
      call: async (request, signal) => {
        // Before the call begins, so that nobody waits for their turn on one of the places.
        await readPace(signal ?? forever);
        return call(request, signal);
      },
    }),
    liveReader: createReader({ livemode: settings.livemode, answer, call }),
    breaker: resilience.breaker,
    close: async () => {
      resilience.close();
      clients.close();
    },
  };
}
