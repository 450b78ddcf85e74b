import { type Answer, errorToAnswer, jsonAnswer } from './answer.ts';
import { authenticate } from './authentication.ts';
import type { Publish } from './events/publisher.ts';
import { expand, wireCopy } from './expand.ts';
import type { Form } from './form.ts';
import type { Idempotency } from './idempotency.ts';
import type { Permissions } from './restrictedKeys.ts';
import { findRoute } from './route.ts';
import { routes } from './routes.ts';
import type { StandInState } from './state.ts';
import { StripeError } from './stripeError.ts';

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly form: Form;
  readonly authorization: string | null;
  readonly idempotencyKey: string | null;
  readonly requestId: string;
};

type Parts = {
  readonly state: StandInState;
  readonly idempotency: Idempotency;
  readonly restrictedKeys: Permissions;
  readonly publish: Publish;
  readonly url: string;
};

/**
 * Stripe's API without the network: key, route, permission, idempotency, parameters, and then the resource's own work.
 *
 * @throws StripeError where the work was not begun. Once it was, its failure is an answer, which an idempotency key
 *   gets again.
 */
export function callApi(parts: Parts, request: ApiRequest): Answer {
  const { state, idempotency, restrictedKeys, publish, url } = parts;
  const { method, path, form, authorization, idempotencyKey, requestId } = request;
  const key = authenticate(authorization);
  const found = findRoute(routes, method, path);
  if (!found) throw unknownRoute(method, path);
  restrictedKeys.check(key, method, path);

  const keyed =
    method === 'POST' && idempotencyKey !== null
      ? { key: idempotencyKey, path, params: JSON.stringify(form) }
      : undefined;
  const before = keyed && idempotency.find(keyed);
  if (before) return { ...before, headers: { ...before.headers, 'Idempotent-Replayed': 'true' } };

  const work = found.route.prepare({ state, id: found.id, path, url }, form);
  const answer = attempt(() => publish({ requestId, idempotencyKey }, work), state, form, requestId);
  if (keyed) idempotency.remember(keyed, answer);
  return answer;
}

function attempt(work: () => object, state: StandInState, form: Form, requestId: string): Answer {
  try {
    const body = wireCopy(work());
    expand(state, body, expandPaths(form));
    return jsonAnswer(200, body);
  } catch (error) {
    return errorToAnswer(error, requestId);
  }
}

function expandPaths({ expand: paths }: Form): string[] {
  return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
}

function unknownRoute(method: string, path: string): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}
