import type { ApplyEvent } from './apply/event.ts';
import { createBell } from './bell.ts';
import type { ClaimedEvent, Log, SyncObserver } from './events.ts';
import { isOutage, type RetrySettings, retryAfter, stripesWait } from './retries.ts';

/** Durations in milliseconds. */
export type WorkerSettings = RetrySettings & {
  /** Events that are applied at once, each about another customer. */
  readonly lanes: number;
  /** How often is looked for what other replicas stored, and what is due again. */
  readonly pollMs: number;
  /** After this another process may take an event over: its own is taken to be dead. */
  readonly leaseMs: number;
};

export const usualWorkerSettings: WorkerSettings = {
  lanes: 4,
  pollMs: 3_000,
  leaseMs: 60_000,
  tries: 12,
  firstMs: 5_000,
  longestMs: 3_600_000,
  longestOutageMs: 60_000,
};

export type Worker = {
  /** Begins to apply what is stored, until it is closed. */
  start(): void;
  /** Says that something was stored just now. */
  wake(): void;
  /** Applies what is due now, and resolves when all of it was tried. For a command that does not `start`. */
  drain(): Promise<void>;
  /** Ends what is under way; it stays due. */
  close(): Promise<void>;
};

export type WorkerParts = {
  readonly events: {
    claim(request: {
      readonly now: string;
      readonly leaseUntil: string;
      readonly except: readonly string[];
    }): Promise<ClaimedEvent | undefined>;
    retryLater(
      event: ClaimedEvent,
      retry: { readonly dueAt: string; readonly reason: string; readonly counted: boolean },
    ): Promise<unknown>;
    bury(event: ClaimedEvent, reason: string, at: string): Promise<unknown>;
    removeAppliedBefore(at: string): Promise<unknown>;
  };
  readonly apply: ApplyEvent;
  readonly breaker: () => 'closed' | 'open' | 'half-open';
  readonly log: Log;
  readonly observe: Pick<SyncObserver, 'applied'>;
  readonly now: () => Date;
};

const day = 86_400_000;
/** Stripe lists events for 30 days, and a person may send one again in that time. */
const keptMs = 35 * day;

/** Applies stored events: several at once, each event in one process at a time, and one event of a customer at a time. */
export function createWorker(parts: WorkerParts, settings: WorkerSettings = usualWorkerSettings): Worker {
  const { events, apply, breaker, log, observe, now } = parts;
  const bell = createBell();
  const underWay = new Set<Promise<void>>();
  const controllers = new Set<AbortController>();
  const customers = new Set<string>();
  let pausedUntil = 0;
  let cleanedAt = 0;
  let closing = false;
  let running: Promise<void> | undefined;

  const later = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString();

  /** @returns whether there was an event to begin with. */
  async function beginNext(): Promise<boolean> {
    const event = await events.claim({
      now: later(0),
      leaseUntil: later(settings.leaseMs),
      except: [...customers],
    });
    if (event === undefined) return false;
    const { customerId } = event;
    if (customerId !== null) customers.add(customerId);
    const work = tryToApply(event).finally(() => {
      underWay.delete(work);
      if (customerId !== null) customers.delete(customerId);
      bell.ring();
    });
    underWay.add(work);
    return true;
  }

  async function tryToApply(event: ClaimedEvent): Promise<void> {
    const started = performance.now();
    const ended = (outcome: string) =>
      observe.applied(event.type, outcome, (performance.now() - started) / 1000);
    const controller = new AbortController();
    controllers.add(controller);
    // It ends before its lease does.
    const limit = setTimeout(() => controller.abort(new Error('It took too long')), settings.leaseMs * 0.8);
    try {
      // Only a process that died leaves more tries than there may be.
      if (event.tries > settings.tries) throw new Error('Each try ended with the process');
      ended(await apply(event, controller.signal));
    } catch (error) {
      await putBack(event, error, ended).catch((fault: unknown) => {
        // Its lease ends by itself.
        log.error({ err: fault, event: event.id }, 'event not put back');
      });
    } finally {
      clearTimeout(limit);
      controllers.delete(controller);
    }
  }

  async function putBack(
    event: ClaimedEvent,
    error: unknown,
    ended: (outcome: string) => void,
  ): Promise<void> {
    const facts = { event: event.id, type: event.type, tries: event.tries };
    if (closing) {
      await events.retryLater(event, { dueAt: later(0), reason: 'the service stopped', counted: false });
      return;
    }
    if (isOutage(error) && breaker() !== 'closed') pausedUntil = now().getTime() + stripesWait(error);
    const retry = retryAfter(error, event, settings, Math.random());
    if (retry.do === 'bury') {
      log.error({ ...facts, err: error, reason: retry.reason }, 'event is dead');
      await events.bury(event, retry.reason, later(0));
      ended('dead');
      return;
    }
    const { afterMs, counted, reason } = retry;
    log.warn({ ...facts, reason, afterMs }, counted ? 'event failed' : 'event waits');
    await events.retryLater(event, { dueAt: later(afterMs), reason, counted });
    ended(counted ? 'retried' : 'waiting');
  }

  async function removeOld(): Promise<void> {
    if (now().getTime() - cleanedAt < day) return;
    cleanedAt = now().getTime();
    await events.removeAppliedBefore(later(-keptMs));
  }

  async function run(): Promise<void> {
    while (!closing) {
      try {
        const pausedFor = pausedUntil - now().getTime();
        if (pausedFor > 0) await bell.wait(Math.min(pausedFor, settings.pollMs));
        else if (underWay.size >= settings.lanes) await bell.wait(settings.pollMs);
        else if (!(await beginNext())) {
          await removeOld();
          await bell.wait(settings.pollMs);
        }
      } catch (error) {
        log.error({ err: error }, 'events cannot be read');
        await bell.wait(settings.pollMs);
      }
    }
  }

  return {
    start() {
      running ??= run();
    },
    wake: () => bell.ring(),
    async drain() {
      do {
        while (underWay.size < settings.lanes && (await beginNext()));
        if (underWay.size > 0) await Promise.race(underWay);
      } while (underWay.size > 0);
    },
    async close() {
      closing = true;
      for (const controller of controllers) controller.abort(new Error('The service stopped'));
      bell.ring();
      await running;
      await Promise.all(underWay);
    },
  };
}
