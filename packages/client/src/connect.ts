import createClient from 'openapi-fetch';
import { systemClock } from './clock.ts';
import { createTransport } from './createTransport.ts';
import type { paths } from './generated/openapi.ts';
import type { ClientOptions, PostOptions } from './options.ts';
import { defaultRetryPolicy } from './withRetries.ts';

/** openapi-fetch takes read-only arrays in answers for objects and spoils them; plain arrays it leaves alone. */
type WithPlainAnswers<Paths> = {
  [Path in keyof Paths]: {
    [Method in keyof Paths[Path]]: Paths[Path][Method] extends { readonly responses: infer Responses }
      ? Omit<Paths[Path][Method], 'responses'> & { readonly responses: WithPlainArrays<Responses> }
      : Paths[Path][Method];
  };
};
type WithPlainArrays<T> = T extends readonly (infer Item)[]
  ? WithPlainArrays<Item>[]
  : T extends object
    ? { [Key in keyof T]: WithPlainArrays<T[Key]> }
    : T;

/**
 * openapi-fetch on the types of the spec and on a transport of ours.
 *
 * @param authorization gives the value of the Authorization header; without it, none is sent.
 */
export function connect(options: ClientOptions, authorization?: () => Promise<string>) {
  return createClient<WithPlainAnswers<paths>, 'application/json'>({
    baseUrl: options.baseUrl,
    headers: { Accept: 'application/json' },
    fetch: createTransport({
      fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
      timeoutMs: options.timeoutMs ?? 12_000,
      policy: { ...defaultRetryPolicy, ...options.retries },
      clock: systemClock,
      ...(authorization && { authorization }),
    }),
  });
}

/** A caller's options as openapi-fetch takes them. */
export function init({ signal, idempotencyKey }: PostOptions = {}) {
  return {
    ...(signal && { signal }),
    ...(idempotencyKey !== undefined && { headers: { 'Idempotency-Key': idempotencyKey } }),
  };
}

type Result<T> =
  | { readonly data: T; readonly error?: never }
  | { readonly data?: never; readonly error: object };

export async function dataOf<T>(result: Promise<Result<T>>): Promise<T> {
  const { data, error } = await result;
  // Where there is one, the transport has thrown it already.
  if (error !== undefined) throw error;
  return data;
}
