/**
 * Runs before every test file: whatever our own code asks Stripe, in whatever test, must stand in the table of rights.
 * The calls of tests, and of Stripe's tools, do not count: their client is told apart by the name it gives.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { afterAll, expect } from 'vitest';
import { stripeCallOf } from '../../src/stripe/rights.ts';

const unlisted = new Set<string>();

// Every HTTP server of this process tells this channel of a request: the stand-in is one of them.
subscribe('http.server.request.start', (message) => {
  const { method = '', url = '', headers } = requestIn(message);
  const isOurs = /^Stripe\/v\d+ .* billing-portal$/.test(headers['user-agent'] ?? '');
  const path = url.split('?')[0] ?? '';
  if (isOurs && stripeCallOf(method, path) === undefined) unlisted.add(`${method} ${path}`);
});

afterAll(() => {
  expect([...unlisted], 'calls to Stripe without an entry in src/stripe/rights.ts').toEqual([]);
});

function requestIn(message: unknown): Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  const isRequest = (value: unknown): value is { request: IncomingMessage } =>
    typeof value === 'object' && value !== null && 'request' in value;
  return isRequest(message) ? message.request : { headers: {} };
}
