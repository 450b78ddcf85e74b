import type { ClientOptions } from './options.ts';

/**
 * @returns a function that gives the value of the Authorization header.
 * @throws TypeError where there is no credential, or more than one; the function, where it cannot be sent. Neither names
 * its value.
 */
export function readCredential({ token, apiKey }: ClientOptions): () => Promise<string> {
  const name = token === undefined ? 'apiKey' : 'token';
  const credential = token ?? apiKey;
  if (credential === undefined || (token !== undefined && apiKey !== undefined)) {
    throw new TypeError('Give either a token or an apiKey');
  }
  return async () => {
    const value: unknown = typeof credential === 'function' ? await credential() : credential;
    // Headers would name the value in the error that it throws.
    if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
      throw new TypeError(`The ${name} must be a string without spaces, and not empty`);
    }
    return `Bearer ${value}`;
  };
}
