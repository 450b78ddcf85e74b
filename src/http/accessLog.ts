import type { RequestHandler } from 'express';
import type { Principal } from '../billing/principal.ts';

export type RequestFacts = {
  readonly operation: string;
  readonly method: string;
  readonly status: number;
  readonly code: string;
  readonly seconds: number;
};

/** Where the caller hung up before there was an answer: nginx's number for it, since HTTP has none. */
const callerGone = 499;

/** One line a request, and the same facts to the metrics. Bodies, queries and credentials are never among them. */
export function accessLog(observeRequest: (facts: RequestFacts) => void): RequestHandler {
  return (req, res, next) => {
    const start = process.hrtime.bigint();
    // Read now: a connection that is closed has no address.
    const remoteAddress = req.ip;
    res.once('close', () => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      const facts = {
        operation: req.operation?.id ?? 'none',
        method: req.method,
        status: res.headersSent ? res.statusCode : callerGone,
        code: res.locals.code ?? '',
        seconds,
      };
      observeRequest(facts);
      const line = {
        ...facts,
        path: req.path.slice(0, 200),
        ...(res.writableFinished ? {} : { disconnected: true }),
        ...principalFields(req.principal),
        remoteAddress,
      };
      req.log.info(line, 'request');
    });
    next();
  };
}

function principalFields(principal: Principal | undefined): object {
  if (principal === undefined) return {};
  return principal.kind === 'apiKey'
    ? { user: principal.userId, apiKey: principal.keyId }
    : { user: principal.userId };
}
