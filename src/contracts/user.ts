import { portalScope } from '../billing/apiKeys.ts';
import type { FindPortalAccount, PortalRules } from '../billing/findPortalAccount.ts';
import type { OpenPortal } from '../billing/openPortal.ts';
import type { Owner } from '../billing/owner.ts';
import type { PortalIntent } from '../billing/portalFlow.ts';
import type { PortalLocale } from '../billing/portalLocales.ts';
import type { PortalTrail } from '../billing/portalTrail.ts';
import type { Principal } from '../billing/principal.ts';
import { ApiError } from '../errors.ts';
import { type Answer, askEligibility, type Told } from './eligibility.ts';

/** A call to any of the operations about the portal of the user whom the credential stands for. */
export type OpenCall = {
  readonly principal: Principal;
  readonly body:
    | { readonly returnUrl?: string; readonly intent?: PortalIntent; readonly locale?: PortalLocale }
    | undefined;
  /** The portal's language that the reader likes best, of those that Stripe has. */
  readonly locale: PortalLocale | undefined;
  readonly trail: PortalTrail;
  readonly signal: AbortSignal;
};
export type EligibilityCall = {
  readonly principal: Principal;
  readonly tell: (error: ApiError) => Told;
};

/** What every contract about a user's portal does, by its own rules. */
export function createUserPortal(
  { openPortal, findPortalAccount }: { openPortal: OpenPortal; findPortalAccount: FindPortalAccount },
  rules: PortalRules,
) {
  return {
    async open({ principal, body, locale, trail, signal }: OpenCall): Promise<{ url: string }> {
      const owner = ownerOf(principal);
      const { returnUrl, intent, locale: asked = locale } = body ?? {};
      const request = { owner, principal, returnUrl, intent, locale: asked, rules, trail, signal };
      return { url: await openPortal(request) };
    },
    eligibility({ principal, tell }: EligibilityCall): Promise<Answer> {
      return askEligibility(async () => {
        // The portal's own route refuses such a key before anything else.
        if (principal.kind === 'apiKey' && !principal.scopes.includes(portalScope)) {
          throw new ApiError('FORBIDDEN', { variant: 'apiKeyScope', params: { scope: portalScope } });
        }
        await findPortalAccount(ownerOf(principal), rules);
      }, tell);
    },
  };
}

function ownerOf({ userId }: Principal): Owner {
  return { type: 'user', id: userId };
}
