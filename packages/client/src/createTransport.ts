import { BillingPortalError } from './BillingPortalError.ts';
import { type Clock, unlessAborted } from './clock.ts';
import { newIdempotencyKey } from './newIdempotencyKey.ts';
import type { ClientOptions, RetryPolicy } from './options.ts';
import { parseJson } from './parseJson.ts';
import { readError } from './readError.ts';
import { withRetries } from './withRetries.ts';

export type TransportParts = {
  readonly fetch: NonNullable<ClientOptions['fetch']>;
  /** Gives the value of the Authorization header; without it, none is sent. */
  readonly authorization?: () => Promise<string>;
  readonly timeoutMs: number;
  readonly policy: RetryPolicy;
  readonly clock: Clock;
};

type Answer = { readonly response: Response; readonly text: string };

/**
 * A `fetch` that adds credential and idempotency key, retries what may be retried, and resolves with successful answers
 * alone, read to their end.
 *
 * @throws BillingPortalError (by rejection) for any other answer and for none.
 */
export function createTransport(parts: TransportParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, headers, signal } = request;
    const body = await request.text();
    // One key for all tries: it tells the service that they are the same request.
    if (method === 'POST' && !headers.has('Idempotency-Key')) {
      headers.set('Idempotency-Key', newIdempotencyKey());
    }
    const attempt = async (leftMs: number) => {
      if (parts.authorization !== undefined) {
        headers.set('Authorization', await unlessAborted(parts.authorization(), signal));
      }
      const init = { method, headers, ...(body !== '' && { body }) };
      const answer = await exchange(parts, request, init, Math.min(parts.timeoutMs, leftMs));
      if (!isExpected(request, answer)) throw readError(answer.response, answer.text);
      // A status such as 204 allows no body, not even an empty one.
      return new Response(answer.text === '' ? null : answer.text, answer.response);
    };
    return withRetries(attempt, { ...parts, signal });
  };
}

/** Sends one request and reads its answer, all within the time. */
async function exchange(
  { fetch }: TransportParts,
  { url, signal }: Request,
  init: RequestInit,
  milliseconds: number,
): Promise<Answer> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  const expire = () => controller.abort(new Error(`No answer within ${Math.round(milliseconds)} ms`));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(expire, milliseconds);
  const read = async () => {
    const response = await fetch(url, { ...init, signal: controller.signal });
    return { response, text: await response.text() };
  };
  try {
    return await unlessAborted(read(), controller.signal);
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new BillingPortalError({
      code: 'CONNECTION_FAILED',
      message: 'The billing portal did not answer. Check the connection and try again.',
      cause,
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Whether it succeeded and is what was asked for: a proxy may answer 200 with a page of its own. */
function isExpected({ headers }: Request, { response, text }: Answer): boolean {
  if (!response.ok) return false;
  const wantsJson = headers.get('Accept') === 'application/json';
  return !wantsJson || response.status === 204 || parseJson(text) !== undefined;
}
