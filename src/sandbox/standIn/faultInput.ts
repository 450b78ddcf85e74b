import type { Fault, FaultError, FaultKind } from './faults.ts';
import {
  type Input,
  isObject,
  number,
  objectIn,
  oneOf,
  rejectOthers,
  required,
  text,
  times,
} from './jsonInput.ts';
import { invalidParam } from './stripeError.ts';

const kinds = ['hang', 'reset', 'drip', 'status', 'html', 'empty', 'foreignUrl', 'delay'] as const;
const statuses = [400, 401, 402, 403, 404, 409, 429, 500, 502, 503, 504] as const;
const methods = ['GET', 'POST', 'DELETE'] as const;
const errorTypes = ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error'] as const;

/** The fields of each kind of fault, and how it is read. */
const readers: {
  readonly [K in FaultKind['kind']]: {
    readonly fields: readonly string[];
    readonly read: (input: Input) => Extract<FaultKind, { kind: K }>;
  };
} = {
  hang: { fields: [], read: () => ({ kind: 'hang' }) },
  reset: { fields: [], read: () => ({ kind: 'reset' }) },
  drip: {
    fields: ['intervalMs'],
    read: (input) => ({ kind: 'drip', intervalMs: number(input, 'intervalMs', 1) }),
  },
  status: {
    fields: ['status', 'error', 'shouldRetry', 'retryAfter'],
    read: (input) => ({
      kind: 'status',
      status: required('status', oneOf(input, 'status', statuses)),
      error: error(input),
      shouldRetry: oneOf(input, 'shouldRetry', [true, false]),
      retryAfter: number(input, 'retryAfter', 0),
    }),
  },
  html: { fields: [], read: () => ({ kind: 'html' }) },
  empty: { fields: [], read: () => ({ kind: 'empty' }) },
  foreignUrl: { fields: ['url'], read: (input) => ({ kind: 'foreignUrl', url: text(input, 'url') }) },
  delay: {
    fields: ['ms'],
    read: (input) => ({ kind: 'delay', ms: required('ms', number(input, 'ms', 0)) }),
  },
};

/**
 * Reads a fault from JSON; `times` may be `"always"`.
 *
 * @throws StripeError 400 that names the field and says what it may be.
 * @example readFault('{"kind": "status", "status": 503, "times": "always"}')
 */
export function readFault(json: string): Fault {
  const input = objectIn(json, '{"kind": "status", "status": 503, "times": 2}');
  const { fields, read } = readers[required('kind', oneOf(input, 'kind', kinds))];
  rejectOthers(input, '', ['kind', 'method', 'path', 'times', ...fields]);
  const path = text(input, 'path');
  if (path !== undefined && !/^[/*]/.test(path)) {
    throw invalidParam('path', 'path must begin with a slash, or with * for any path.');
  }
  return {
    ...read(input),
    method: oneOf(input, 'method', methods),
    path,
    times: times(input),
  };
}

function error(input: Input): FaultError | undefined {
  if (input.error === undefined) return undefined;
  if (!isObject(input.error)) throw invalidParam('error', 'error must be an object.');
  rejectOthers(input.error, 'error.', ['type', 'code', 'param', 'message']);
  return {
    type: oneOf(input.error, 'type', errorTypes),
    code: text(input.error, 'code'),
    param: text(input.error, 'param'),
    message: text(input.error, 'message'),
  };
}
