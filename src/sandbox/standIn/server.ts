import type { IncomingMessage, ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import Stripe from 'stripe';
import { errorToAnswer, send } from './answer.ts';
import { callApi } from './api.ts';
import { authorizationKind } from './authentication.ts';
import { control } from './control.ts';
import type { Publish } from './events/publisher.ts';
import { befall, withForeignUrl } from './faultAnswers.ts';
import type { FaultQueue } from './faults.ts';
import { parseForm } from './form.ts';
import type { Idempotency } from './idempotency.ts';
import { newId } from './ids.ts';
import { answerPage, isPagePath } from './page/pages.ts';
import type { RequestLog } from './requestLog.ts';
import type { Permissions } from './restrictedKeys.ts';
import type { StateStore } from './stateFile.ts';
import type { Deliveries } from './webhooks/deliveries.ts';

export type Parts = {
  readonly store: StateStore;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  readonly idempotency: Idempotency;
  readonly restrictedKeys: Permissions;
  readonly publish: Publish;
  readonly deliveries: Deliveries;
  /** The stand-in's own address, without a slash at the end. */
  readonly url: () => string;
};

/** Answers one request: the stand-in's own routes, the portal's page, or Stripe's API. */
export async function serve(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', ...rest] = url.split('?');
  const query = rest.join('?');
  const body = await readText(request);
  const requestId = newId('req');
  try {
    if (path.startsWith('/_stand_in/')) send(response, control(parts, method, path, body));
    else if (isPagePath(path) && (method === 'GET' || method === 'HEAD' || method === 'POST')) {
      const answer = answerPage(parts.store.state, parts.publish, {
        method: method === 'POST' ? 'POST' : 'GET',
        path,
        query: new URLSearchParams(query),
        form: new URLSearchParams(body),
        acceptLanguage: request.headers['accept-language'],
        cause: { requestId, idempotencyKey: null },
      });
      // Also after GET: a link is noted when it is first opened.
      await parts.store.save();
      send(response, answer);
    } else {
      response.setHeader('Request-Id', requestId);
      await serveApi(parts, request, response, { method, path, query, body, requestId });
    }
  } catch (error) {
    send(response, errorToAnswer(error, requestId));
  }
}

type Received = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly requestId: string;
};

/** Stripe's API with what may befall a request on the way: it is noted, a fault strikes, and the answer is sent. */
async function serveApi(
  { store, faults, log, idempotency, restrictedKeys, publish, url }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  { method, path, query, body, requestId }: Received,
): Promise<void> {
  const header = (name: string) => request.headers[name]?.toString() ?? null;
  const form = parseForm(query, body);
  const idempotencyKey = header('idempotency-key');
  const stripeVersion = header('stripe-version');
  const authorization = header('authorization');
  const record = log.add({
    method,
    path,
    body: form,
    headers: { idempotencyKey, stripeVersion, authorization: authorizationKind(authorization) },
    status: null,
  });
  response.on('finish', () => {
    record.status = response.statusCode;
  });
  response.setHeader('Stripe-Version', stripeVersion ?? Stripe.API_VERSION);
  if (idempotencyKey !== null) response.setHeader('Idempotency-Key', idempotencyKey);

  const fault = faults.take(method, path);
  if (fault && (await befall(response, fault, requestId))) return;
  const answer = callApi(
    { state: store.state, idempotency, restrictedKeys, publish, url: url() },
    { method, path, form, authorization, idempotencyKey, requestId },
  );
  if (method !== 'GET') await store.save();
  send(response, withForeignUrl(answer, fault));
}
