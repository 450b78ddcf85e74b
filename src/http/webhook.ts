import express, { type RequestHandler } from 'express';
import { ApiError } from '../errors.ts';

/** Stripe's events are some kB; the largest invoices come to some hundred. */
const limitBytes = 1024 * 1024;

const readBytes = express.raw({ type: () => true, limit: limitBytes });

/** @throws ApiError where the delivery is not Stripe's, or could not be stored. */
export type HandleWebhook = (rawBody: Buffer, signature: string | undefined) => Promise<unknown>;

/** Reads a delivery byte for byte, since its signature is over the bytes. */
export const rawBody: RequestHandler = (req, res, next) => {
  readBytes(req, res, (error?: unknown) => {
    if (error === undefined || error === null) return next();
    const type = error instanceof Error && 'type' in error ? error.type : undefined;
    if (type === 'entity.too.large') return next(new ApiError('PAYLOAD_TOO_LARGE', { cause: error }));
    next(
      new ApiError('VALIDATION_FAILED', { details: [{ code: 'custom', path: [], reason: 'webhookBody' }] }),
    );
  });
};

/** Hands a delivery on, and answers with what Stripe takes for "received": a 2xx. */
export function receiveWebhook(handleWebhook: HandleWebhook): RequestHandler {
  return async (req, res) => {
    const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    await handleWebhook(bytes, req.get('stripe-signature'));
    res.set('Cache-Control', 'no-store').json({ received: true });
  };
}
