import express, { type Express, type RequestHandler } from 'express';
import {
  type Operation,
  type OperationsOperationId,
  operations,
  type SiteOperationId,
} from '../generated/operations.ts';
import spec from '../generated/spec.json' with { type: 'json' };
import { accessLog, type RequestFacts } from './http/accessLog.ts';
import { answerErrors, type Tell, type WriteError } from './http/answer.ts';
import type { Audit } from './http/audit.ts';
import { createAuthenticate, type Strategies } from './http/authenticate.ts';
import { cors } from './http/cors.ts';
import { type Handlers, handle } from './http/handle.ts';
import type { AnswerOnce } from './http/idempotency.ts';
import { type Limiter, limitFailures, limitRequests, signatureGuess } from './http/limits.ts';
import { parseBody } from './http/parseBody.ts';
import type { Log } from './http/request.ts';
import { requestId } from './http/requestId.ts';
import { methodNotAllowed, notFound, routeTo } from './http/route.ts';
import { securityHeaders } from './http/securityHeaders.ts';
import { compileSchemas, validate } from './http/validate.ts';
import { type HandleWebhook, rawBody, receiveWebhook } from './http/webhook.ts';
import { wellFormed } from './http/wellFormed.ts';

export type AppParts = {
  readonly log: { child(bindings: object): Log };
  readonly observeRequest: (facts: RequestFacts) => void;
  readonly trustProxy: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly strategies: Strategies;
  readonly handlers: Handlers;
  readonly handleWebhook: HandleWebhook;
  readonly operationsHandlers: Readonly<Record<OperationsOperationId, RequestHandler>>;
  readonly siteHandlers: Readonly<Record<SiteOperationId, RequestHandler>>;
  /** The pages of the documentation, which are no operations of the spec. */
  readonly sitePages: RequestHandler;
  readonly serviceLinks: RequestHandler;
  readonly tell: Tell;
  readonly writeError: WriteError;
  readonly answerOnce: AnswerOnce;
  readonly audit: Audit;
  readonly limits: { readonly requests: Limiter; readonly failures: Limiter };
};

export type App = {
  readonly app: Express;
  /** Fails where the spec cannot be used. To be called before the first request comes. */
  compileSpec(): Promise<void>;
};

/** The way of a request: the steps downwards, in order; each kind of route takes those of its own. */
export function createApp(parts: AppParts): App {
  const app = express();
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy.length > 0 ? [...parts.trustProxy] : false);
  app.set('query parser', 'simple');

  app.use(requestId(parts.log));
  app.use(accessLog(parts.observeRequest));
  app.use(securityHeaders);
  app.use(parts.serviceLinks);
  app.use(wellFormed);

  const authenticate = createAuthenticate(parts.strategies);
  const validateRequest = validate(spec);
  const { operationsHandlers, siteHandlers, limits } = parts;
  const steps = (operation: Operation): RequestHandler[] => {
    switch (operation.kind) {
      case 'contract':
        return [
          limitFailures(limits.failures, authenticate(operation)),
          limitRequests(limits.requests),
          parseBody(operation),
          ...validateRequest,
          handle(parts, operation),
        ];
      case 'webhook':
        return [rawBody, limitFailures(limits.failures, receiveWebhook(parts.handleWebhook), signatureGuess)];
      case 'operations':
        return [operationsHandlers[operation.id]];
      case 'site':
        return [siteHandlers[operation.id]];
    }
  };

  for (const [path, group = []] of Object.entries(Object.groupBy(operations, ({ path }) => path))) {
    const methods = group.map(({ method }) => method.toUpperCase());
    const route = app.route(group[0]?.kind === 'site' ? [path, `${path}/`] : expressPath(path));
    if (group[0]?.kind !== 'site') route.all(cors(parts.corsOrigins, methods));
    for (const operation of group) route[operation.method](routeTo(operation), ...steps(operation));
    route.all(methodNotAllowed(methods));
  }
  app.use(parts.sitePages);
  app.use(notFound);

  app.use(answerErrors(parts.writeError));
  const contractOperations = operations.filter(({ kind }) => kind === 'contract');
  return { app, compileSpec: () => compileSchemas(validateRequest, contractOperations) };
}

/** `/keys/{id}` as Express writes it: `/keys/:id`. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
