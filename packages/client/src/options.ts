/** A credential, or a function that gives the one to send now; it is called anew for every request and every retry. */
export type Credential = string | (() => string | Promise<string>);

/** Which failures are retried is fixed: see the README. This says how often, and how long that may take. */
export type RetryPolicy = {
  /** How often a call is tried again at most; 0 for never. 3 by default. */
  readonly limit: number;
  /** The longest wait before the first retry, in milliseconds; it doubles with each. 250 by default. */
  readonly baseDelayMs: number;
  /** The longest that such a wait may become, in milliseconds. 5,000 by default. */
  readonly maxDelayMs: number;
  /** The longest that a call may take, with all its tries and waits, in milliseconds. 30,000 by default. */
  readonly totalMs: number;
};

export type ClientOptions = {
  /** Where the service runs: `https://billing.yourapp.com`. */
  readonly baseUrl: string;
  /** Used in the place of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** How long one try may take, in milliseconds. 12,000 by default: the service itself gives up after 8 seconds. */
  readonly timeoutMs?: number;
  readonly retries?: Partial<RetryPolicy>;
} & (
  | {
      /** A JWT access token of the user. */
      readonly token: Credential;
      readonly apiKey?: never;
    }
  | {
      /** An API key, which stands for the user who made it. Never put one into a browser. */
      readonly apiKey: Credential;
      readonly token?: never;
    }
);

export type CallOptions = {
  /** Ends the call at once, waits between tries included: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
};

export type PostOptions = CallOptions & {
  /** Sent with every try of this call, in the place of one that the client makes. At most 255 characters. */
  readonly idempotencyKey?: string;
};
