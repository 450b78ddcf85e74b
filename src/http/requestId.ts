import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Log } from './request.ts';

const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** Names the request: a caller's valid `X-Request-Id` is kept, anything else is replaced. */
export function requestId(log: { child(bindings: object): Log }): RequestHandler {
  return (req, res, next) => {
    const given = req.get('x-request-id');
    req.requestId = given !== undefined && acceptable.test(given) ? given : randomUUID();
    req.log = log.child({ requestId: req.requestId });
    res.set('X-Request-Id', req.requestId);
    next();
  };
}
