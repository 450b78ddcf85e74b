import type { ServerResponse } from 'node:http';
import { errorAnswer, StripeError } from './stripeError.ts';

/** A whole answer, ready to be sent. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}

/** Any failure as Stripe would tell it; one that is no StripeError is a mistake of the stand-in's own. */
export function errorToAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof StripeError) {
    const headers = error.status === 401 ? { 'WWW-Authenticate': 'Basic realm="Stripe"' } : {};
    return jsonAnswer(error.status, errorAnswer(error.body, requestId), headers);
  }
  process.emitWarning(error instanceof Error ? error : String(error));
  const message = 'The stand-in failed; its warnings say how.';
  return jsonAnswer(500, errorAnswer({ type: 'api_error', message }, requestId));
}

/** Sends an answer with the headers that are set on the response already. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
  response.end(body);
}
