import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { now } from '../ids.ts';
import { signature } from './signature.ts';

/**
 * Sends an event once, signed, over a connection of its own that does not outlive it.
 *
 * @param signal gives it up.
 * @returns the answer's status.
 * @throws Error where no answer came.
 */
export function post(url: string, payload: string, secret: string, signal: AbortSignal): Promise<number> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(payload),
    'Cache-Control': 'no-cache',
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    Accept: '*/*; q=0.5, application/xml',
    'Stripe-Signature': signature(payload, secret, now()),
  };
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers, agent: false, signal }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject);
    request.end(payload);
  });
}
