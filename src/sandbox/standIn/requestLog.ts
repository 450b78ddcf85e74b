import type { AuthorizationKind } from './authentication.ts';
import type { Form } from './form.ts';

/** A call to Stripe's API, as a test may count it. The key itself is never kept. */
export type RecordedRequest = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The parameters, of the query and of the body. */
  readonly body: Form;
  readonly headers: {
    readonly idempotencyKey: string | null;
    readonly stripeVersion: string | null;
    readonly authorization: AuthorizationKind;
  };
  /** The answer's status; null while there is none, and for good where a fault kept it back. */
  status: number | null;
};

/** As many requests as are kept: more than any test counts, and no memory to fear in a long run. */
const capacity = 50_000;

export type RequestLog = {
  readonly requests: readonly RecordedRequest[];
  add(request: RecordedRequest): RecordedRequest;
  clear(): void;
};

export function createRequestLog(): RequestLog {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    add(request) {
      if (requests.length >= capacity) requests.splice(0, capacity / 10);
      requests.push(request);
      return request;
    },
    clear: () => void requests.splice(0),
  };
}
