import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, jsonAnswer, send } from './answer.ts';
import type { FaultError, FaultKind } from './faults.ts';
import { errorAnswer, type StripeErrorBody } from './stripeError.ts';

/**
 * Does what a fault says in the place of the usual answer.
 *
 * @returns true where the request is dealt with; false where it is to be answered as usual.
 */
export async function befall(
  response: ServerResponse,
  fault: FaultKind,
  requestId: string,
): Promise<boolean> {
  switch (fault.kind) {
    case 'hang':
      return true;
    case 'reset':
      response.socket?.resetAndDestroy();
      return true;
    case 'drip':
      drip(response, fault.intervalMs ?? 100);
      return true;
    case 'status':
      send(response, failure(fault, requestId));
      return true;
    case 'html': {
      const body = '<!doctype html><title>Welcome</title><h1>This is not the API</h1>\n';
      send(response, { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body });
      return true;
    }
    case 'empty':
      send(response, jsonAnswer(200, {}));
      return true;
    case 'delay':
      return !(await wait(response, fault.ms));
    case 'foreignUrl':
      return false;
  }
}

/** The usual answer with its `url` replaced, where that is the fault. */
export function withForeignUrl(answer: Answer, fault: FaultKind | undefined): Answer {
  if (fault?.kind !== 'foreignUrl' || answer.status !== 200) return answer;
  const url = fault.url ?? 'https://evil.example/p/session/test_stolen';
  return { ...answer, body: `${JSON.stringify({ ...JSON.parse(answer.body), url }, null, 2)}\n` };
}

function drip(response: ServerResponse, interval: number): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.write('{');
  const timer = setInterval(() => response.write(' '), interval);
  response.on('close', () => clearInterval(timer));
}

/** Whether the other side was still there after the time. */
async function wait(response: ServerResponse, ms: number): Promise<boolean> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  await sleep(ms, undefined, { signal: gone.signal }).catch(() => {});
  return !gone.signal.aborted;
}

const messages: Readonly<Record<number, StripeErrorBody>> = {
  401: { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****' },
  403: {
    type: 'invalid_request_error',
    message: 'The provided key does not have the required permissions for this endpoint.',
  },
  429: {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. Learn more about rate limits: https://stripe.com/docs/rate-limits.',
  },
};

function failure(
  { status, error, shouldRetry, retryAfter }: Extract<FaultKind, { kind: 'status' }>,
  requestId: string,
): Answer {
  const usual = messages[status] ?? {
    type: status < 500 ? 'invalid_request_error' : 'api_error',
    message: `The stand-in was asked to fail with ${status}.`,
  };
  return jsonAnswer(status, errorAnswer(withGiven(usual, error), requestId), {
    ...(shouldRetry !== undefined && { 'Stripe-Should-Retry': String(shouldRetry) }),
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
}

function withGiven(usual: StripeErrorBody, { type, code, param, message }: FaultError = {}): StripeErrorBody {
  return {
    type: type ?? usual.type,
    message: message ?? usual.message,
    code: code ?? usual.code,
    param: param ?? usual.param,
  };
}
