import { identities, issuers, payloads, times } from './badTokens/claims.ts';
import { algorithms, secrets, signatures } from './badTokens/forged.ts';
import { headers, spellings } from './badTokens/shapes.ts';
import type { TokenSettings } from './goodToken.ts';

export { goodToken, type TokenSettings } from './goodToken.ts';

export type NamedToken = { readonly name: string; readonly token: string };

/**
 * Tokens that the service refuses with a 401, each built in earnest and good but for one fault. All of them can be sent
 * in an `Authorization` header.
 *
 * @example it.each(badTokens({ secret, claims: { sub: 'u1' } }))('$name', async ({ token }) => …)
 */
export function badTokens(settings: TokenSettings): NamedToken[] {
  const bad = {
    ...algorithms(settings),
    ...secrets(settings),
    ...signatures(settings),
    ...times(settings),
    ...identities(settings),
    ...issuers(settings),
    ...payloads(settings),
    ...headers(settings),
    ...spellings(settings),
  };
  return Object.entries(bad).map(([name, token]) => ({ name, token }));
}
