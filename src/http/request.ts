import type { Operation } from '../../generated/operations.ts';
import type { Principal } from '../billing/principal.ts';

/** The smallest logger that the steps need; pino has this shape. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

declare global {
  namespace Express {
    interface Request {
      /** Names the request in the log and in `X-Request-Id`. */
      requestId: string;
      /** Carries the request's id on every line. */
      log: Log;
      /** The spec's operation, once the route is known. */
      operation?: Operation;
      /** Who the request stands for, once the credential is good. */
      principal?: Principal;
      /** Why Node could not read the request as HTTP. */
      unreadable?: Error;
    }
    interface Locals {
      /** The catalogue's code of an error that was answered. */
      code?: string;
    }
  }
}
