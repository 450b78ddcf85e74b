import type { RequestHandler } from 'express';
import passport from 'passport';
import type { Operation, SecurityScheme } from '../../generated/operations.ts';
import type { Principal } from '../billing/principal.ts';
import { ApiError } from '../errors.ts';

/** Why a strategy refused; `otherKind` where the credential is one for another security scheme. */
export type Refusal = { readonly reason: string };

export type Strategies = Readonly<Record<SecurityScheme, passport.Strategy>>;

/**
 * Checks the credential against the operation's own `security`, with one passport strategy for each security scheme.
 *
 * @returns a step that sets `req.principal`.
 * @throws ApiError UNAUTHORIZED or FORBIDDEN with `WWW-Authenticate` (RFC 6750, section 3). A fault of a check is no
 *   401: it goes on as it is.
 */
export function createAuthenticate(strategies: Strategies): (operation: Operation) => RequestHandler {
  const authenticator = new passport.Passport();
  for (const [name, strategy] of Object.entries(strategies)) authenticator.use(name, strategy);

  return (operation) => {
    const schemes = operation.security.map(({ scheme }) => scheme);
    if (schemes.length === 0)
      throw new Error(`${operation.id} needs no credential, so it is no contract operation`);
    return (req, res, next) => {
      const decide = (fault: unknown, principal: Principal | false | null | undefined, refused: unknown) => {
        if (fault) return next(fault);
        if (!principal)
          return next(unauthorized(req.get('authorization'), [refused].flat().filter(isRefusal)));
        const required = operation.security.find(({ scheme }) => scheme === principal.kind)?.scopes;
        if (required === undefined) return next(unauthorized('', [{ reason: 'otherKind' }]));
        const missing =
          principal.kind === 'apiKey'
            ? required.find((scope) => !principal.scopes.includes(scope))
            : undefined;
        if (missing !== undefined) return next(lacksScope(missing));
        req.principal = principal;
        next();
      };
      authenticator.authenticate(schemes, { session: false }, decide)(req, res, next);
    };
  };
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
}

function unauthorized(header: string | undefined, refusals: readonly Refusal[]): ApiError {
  const reasons = refusals.map(({ reason }) => reason);
  // With every scheme of the route refusing another's credential, the text names the route that takes it.
  const otherKind = reasons.length > 0 && reasons.every((reason) => reason === 'otherKind');
  return new ApiError('UNAUTHORIZED', {
    ...(otherKind ? { variant: 'otherKind' } : {}),
    headers: { 'WWW-Authenticate': header === undefined ? 'Bearer' : 'Bearer error="invalid_token"' },
    log: { reasons },
  });
}

function lacksScope(scope: string): ApiError {
  return new ApiError('FORBIDDEN', {
    variant: 'apiKeyScope',
    params: { scope },
    headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  });
}
