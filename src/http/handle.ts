import type { RequestHandler } from 'express';
import type { operations as Operations } from '../../generated/openapi.ts';
import { type ContractOperationId, type Operation, operations } from '../../generated/operations.ts';
import type { PortalLocale } from '../billing/portalLocales.ts';
import { emptyTrail, type PortalTrail } from '../billing/portalTrail.ts';
import type { Principal } from '../billing/principal.ts';
import type { ApiError } from '../errors.ts';
import type { ErrorContent, Tell } from './answer.ts';
import type { Audit } from './audit.ts';
import type { AnswerOnce } from './idempotency.ts';
import { localeFrom } from './localeFrom.ts';
import type { Log } from './request.ts';

type Content<Body> = { readonly content: { readonly 'application/json': Body } };

type BodyOf<Id extends ContractOperationId> = Operations[Id] extends {
  readonly requestBody: Content<infer Body>;
}
  ? Body
  : Operations[Id] extends { readonly requestBody?: Content<infer Body> }
    ? Body | undefined
    : undefined;

type PathOf<Id extends ContractOperationId> = Operations[Id]['parameters'] extends {
  readonly path: infer Path;
}
  ? Path
  : Readonly<Record<string, never>>;

/** What a handler is given: no Express, no envelope. */
export type Call<Id extends ContractOperationId> = {
  readonly principal: Principal;
  readonly body: BodyOf<Id>;
  /** The path's parameters. */
  readonly path: PathOf<Id>;
  /** The portal's language that the reader likes best (`Accept-Language`), of those that Stripe has. */
  readonly locale: PortalLocale | undefined;
  readonly log: Log;
  /** What becomes known of a request for a portal, for the audit. */
  readonly trail: PortalTrail;
  /** Aborted when the caller hangs up; it reaches Stripe. */
  readonly signal: AbortSignal;
  /** What a caller reads about an error: for operations that answer with one. */
  readonly tell: (error: ApiError) => ErrorContent;
};

/** What a handler gives back: the body of the operation's good answer; nothing where that has none. */
export type Reply<Id extends ContractOperationId> = Operations[Id]['responses'] extends {
  readonly 200: infer Answer extends Content<unknown>;
}
  ? Answer['content']['application/json']
  : Operations[Id]['responses'] extends { readonly 201: infer Answer extends Content<unknown> }
    ? Answer['content']['application/json']
    : undefined;

/** A handler for every contract operation of the spec, by its `operationId`. */
export type Handlers = {
  readonly [Id in ContractOperationId]: (call: Call<Id>) => Promise<Reply<Id>>;
};

export type HandleParts = {
  readonly handlers: Handlers;
  readonly tell: Tell;
  readonly answerOnce: AnswerOnce;
  readonly audit: Audit;
};

/** Calls the operation's handler and answers with what it gives back, as the spec has it. */
export function handle<Id extends ContractOperationId>(
  { handlers, tell, answerOnce, audit }: HandleParts,
  operation: Operation & { readonly id: Id },
): RequestHandler {
  const { success } = operation;
  const words = operations.find(({ id }) => id === operation.wordsOf);
  return async (req, res) => {
    // The spec's security was looked at before; this is the last door (a route without authentication ends here).
    const { principal, body, log } = req;
    if (principal === undefined) throw new Error('no principal at the handler');
    const gone = new AbortController();
    res.once('close', () => {
      if (!res.writableFinished) gone.abort();
    });
    if (res.destroyed) gone.abort();
    const trail = emptyTrail();
    const call: Call<Id> = {
      principal,
      body,
      path: req.params as PathOf<Id>,
      locale: localeFrom(req.get('accept-language')),
      log,
      trail,
      signal: gone.signal,
      tell: (error) => {
        const { status: _, ...content } = tell(error, words);
        return content;
      },
    };
    const once = () => answerOnce(operation, req, trail, () => handlers[operation.id](call));
    const { reply, replayed } = await (operation.audit ? audit(operation, req, trail, once) : once());
    if (replayed) res.set('Idempotent-Replayed', 'true');
    res.status(success.status).set('Cache-Control', success.cacheControl ?? 'no-store');
    // Whoever is signed in next is not to be given the answer of the one before (RFC 9111, section 4.1).
    if (success.cacheControl !== undefined) res.vary('Authorization');
    if (reply === undefined) res.end();
    else res.json(reply);
  };
}
