import type { Form } from './form.ts';
import { type Params, parseParams, type Shape } from './params.ts';
import type { StandInState } from './state.ts';

/** One request, as a resource sees it. */
export type Call<P> = {
  readonly state: StandInState;
  readonly params: P;
  /** The id in the path; empty where the route has none. */
  readonly id: string;
  /** The path, such as `/v1/customers`: lists name it. */
  readonly path: string;
  /** The stand-in's own address. */
  readonly url: string;
};

export type Method = 'GET' | 'POST' | 'DELETE';

export type Route = {
  readonly method: Method;
  /** Stripe's path, with `:id` where an id stands. */
  readonly path: string;
  /** Checks the parameters; what it returns does the work and gives the answer's object. */
  readonly prepare: (call: Omit<Call<unknown>, 'params'>, form: Form) => () => object;
};

/** A row of the route table: its parameters are checked before its handler sees them. */
export function route<S extends Shape>(
  method: Method,
  path: string,
  shape: S,
  handler: (call: Call<Params<S>>) => object,
): Route {
  return {
    method,
    path,
    prepare(call, form) {
      const params = parseParams(shape, form);
      return () => handler({ ...call, params });
    },
  };
}

/** The route for a request, and the id in its path; undefined where there is none. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly id: string } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    const pattern = route.path.split('/');
    const fits =
      route.method === method &&
      pattern.length === parts.length &&
      pattern.every((part, index) => (part === ':id' ? parts[index] !== '' : part === parts[index]));
    if (fits) return { route, id: decode(parts[pattern.indexOf(':id')] ?? '') };
  }
  return undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
