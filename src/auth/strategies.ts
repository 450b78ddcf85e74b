import type { Strategy, StrategyCreatedStatic } from 'passport';
import type { AccessTokenPrincipal, ApiKeyPrincipal, Principal } from '../billing/principal.ts';
import { isApiKey } from './apiKeyFormat.ts';
import { bearerToken, InvalidCredential } from './credential.ts';

export type StrategiesDeps = {
  readonly accessTokens: { verify(token: string): Promise<AccessTokenPrincipal> };
  readonly apiKeys: { verify(key: string): Promise<ApiKeyPrincipal> };
  readonly apiKeyPrefix: string;
};

/** Named as the spec's security schemes are. */
export type Strategies = { readonly accessToken: Strategy; readonly apiKey: Strategy };

type WithAuthorization = { readonly headersDistinct: { readonly authorization?: readonly string[] } };

/**
 * The passport strategies behind the spec's security schemes. Each calls
 * `success(principal)`, `fail(info)` with an `InvalidCredential` whose `reason` is `otherKind` for a credential that
 * another route takes, or `error(fault)` for anything that is no fault of the credential: never a 401.
 *
 * Use them by name, after `passport.use(strategy)`: passport keeps a request's callbacks on a strategy that is handed
 * to `authenticate` itself, so requests would answer each other.
 *
 * @example
 * const { accessToken, apiKey } = createStrategies({ accessTokens, apiKeys, apiKeyPrefix: 'llmgen_' });
 * passport.use(accessToken).use(apiKey);
 */
export function createStrategies({ accessTokens, apiKeys, apiKeyPrefix }: StrategiesDeps): Strategies {
  return {
    accessToken: createStrategy('accessToken', (token) => {
      if (isApiKey(apiKeyPrefix, token)) throw new InvalidCredential('otherKind');
      return accessTokens.verify(token);
    }),
    apiKey: createStrategy('apiKey', (token) => {
      if (isApiKey(apiKeyPrefix, token)) return apiKeys.verify(token);
      throw new InvalidCredential(looksLikeJwt(token) ? 'otherKind' : 'malformed');
    }),
  };
}

function createStrategy(name: string, verify: (token: string) => Promise<Principal>): Strategy {
  return {
    name,
    async authenticate(this: StrategyCreatedStatic, req: WithAuthorization) {
      const outcome = await principalOf(req, verify).catch((error: unknown) => ({ error }));
      // Outside of any try, so that what passport runs next is not taken for a failure of the credential.
      if (!('error' in outcome)) this.success(outcome);
      else if (outcome.error instanceof InvalidCredential) this.fail(outcome.error);
      else this.error(outcome.error);
    },
  };
}

async function principalOf(req: WithAuthorization, verify: (token: string) => Promise<Principal>) {
  const [header, ...more] = req.headersDistinct.authorization ?? [];
  if (header === undefined) throw new InvalidCredential('missing');
  // Of two headers Node would read the first and a proxy perhaps the other.
  const token = more.length === 0 ? bearerToken(header) : undefined;
  if (token === undefined) throw new InvalidCredential('malformed');
  return verify(token);
}

/** Three parts with dots between (RFC 7515 3.1): a token meant for the other route, good or not. */
function looksLikeJwt(token: string): boolean {
  return token.split('.').length === 3;
}
