import { request as httpRequest, Agent as PlainAgent } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import { text } from 'node:stream/consumers';
import type Stripe from 'stripe';

/** Connections to Stripe, kept open between calls, and a way for one call to end its own. */
export type Connections = {
  /** An HTTP client for the SDK, for one call: when the signal aborts, its connection is closed. */
  clientFor(signal: AbortSignal): HttpClient;
  close(): void;
};

type HttpClient = NonNullable<Stripe.StripeConfig['httpClient']>;
type HttpResponse = Awaited<ReturnType<HttpClient['makeRequest']>>;
type Answer = { status: number; headers: Record<string, string>; body: string };

/**
 * Opens connections for Stripe's SDK. The SDK's own clients take no signal, and their time-out starts anew with each
 * byte; this one reads the whole body before it answers, so the signal bounds all of it.
 *
 * @param protocol `https`, or `http` for a stand-in.
 */
export function createConnections(protocol: 'http' | 'https'): Connections {
  const agent =
    protocol === 'https' ? new TlsAgent({ keepAlive: true }) : new PlainAgent({ keepAlive: true });
  const startRequest = protocol === 'https' ? httpsRequest : httpRequest;

  function exchange(options: object, data: string, signal: AbortSignal): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      signal.throwIfAborted();
      const request = startRequest({ ...options, agent });
      const abort = () => request.destroy(new Error('The call was ended'));
      signal.addEventListener('abort', abort, { once: true });
      request.once('close', () => signal.removeEventListener('abort', abort));
      request.on('error', reject);
      request.once('response', (response) => {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, headers, body }), reject);
      });
      request.end(data);
    });
  }

  return {
    clientFor: (signal) => ({
      getClientName: () => 'node',
      makeRequest: async (host, port, path, method, headers, data) => {
        try {
          return toResponse(await exchange({ host, port, path, method, headers }, data, signal));
        } catch (cause) {
          // Wrapped, so that the SDK sees no `code`: at ECONNRESET it would try again by itself, even with
          // maxNetworkRetries 0 (RequestSender._shouldRetry), outside of our count and our clock.
          throw new Error('No whole answer came from Stripe', { cause });
        }
      },
    }),
    close: () => agent.destroy(),
  };
}

function toResponse({ status, headers, body }: Answer): HttpResponse {
  return {
    getStatusCode: () => status,
    getHeaders: () => headers,
    getRawResponse: () => ({ headers }),
    toStream: () => body,
    toJSON: async () => parse(status, body),
  };
}

/**
 * Gives the SDK nothing that it trips over. Of an error page in HTML it loses the status; a status of 500 with `{}`
 * it takes for success; and a bare `5` throws where nothing can catch it, which ends the process.
 */
function parse(status: number, body: string): object {
  const answer = parseObject(body);
  if (status < 400 && !('error' in answer)) return answer;
  return 'error' in answer && isObject(answer.error) ? answer : { error: {} };
}

function parseObject(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
