import type { StripeErrorBody } from './stripeError.ts';

/** What an error is to say; the rest is what Stripe says for the status. */
export type FaultError = { readonly [K in keyof StripeErrorBody]?: StripeErrorBody[K] | undefined };

/** What may go wrong on the way to Stripe and back. */
export type FaultKind =
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection with a reset. */
  | { readonly kind: 'reset' }
  /** Sends headers, and then one byte at a time for ever. */
  | { readonly kind: 'drip'; readonly intervalMs?: number | undefined }
  /** An error of Stripe's; `retryAfter` is in seconds. */
  | {
      readonly kind: 'status';
      readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 429 | 500 | 502 | 503 | 504;
      readonly error?: FaultError | undefined;
      readonly shouldRetry?: boolean | undefined;
      readonly retryAfter?: number | undefined;
    }
  /** 200 with a page of HTML, as a proxy in between may send. */
  | { readonly kind: 'html' }
  /** 200 `{}`. */
  | { readonly kind: 'empty' }
  /** The right answer, but for a `url` that leads elsewhere. */
  | { readonly kind: 'foreignUrl'; readonly url?: string | undefined }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly ms: number };

/** Which requests it befalls: by default the next `POST /v1/billing_portal/sessions`. */
export type FaultTarget = {
  readonly method?: 'GET' | 'POST' | 'DELETE' | undefined;
  /** A path in which `*` stands for any characters: `/v1/customers/*`. */
  readonly path?: string | undefined;
  /** How many requests; `Infinity` for all until `clear()`. */
  readonly times?: number | undefined;
};

export type Fault = FaultKind & FaultTarget;

export type Faults = {
  /**
   * Lets the next matching requests fail. Of several faults that match, the one that was asked for first goes first.
   *
   * @example standIn.faults.next({ kind: 'hang' })
   * @example standIn.faults.next({ kind: 'status', status: 503, times: Infinity })
   * @example standIn.faults.next({ kind: 'delay', ms: 500, method: 'GET', path: '/v1/customers/*' })
   */
  next(fault: Fault): void;
  clear(): void;
};

export type FaultQueue = Faults & { take(method: string, path: string): FaultKind | undefined };

export function createFaults(): FaultQueue {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    next(fault) {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear() {
      waiting = [];
    },
    take(method, path) {
      const entry = waiting.find(({ fault }) => matches(fault, method, path));
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) waiting = waiting.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}

function matches(fault: FaultTarget, method: string, path: string): boolean {
  const parts = (fault.path ?? '/v1/billing_portal/sessions')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return method === (fault.method ?? 'POST') && new RegExp(`^${parts.join('.*')}$`).test(path);
}
