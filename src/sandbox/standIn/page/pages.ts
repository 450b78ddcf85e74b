import type { Answer } from '../answer.ts';
import type { Publish } from '../events/publisher.ts';
import type { StandInState } from '../state.ts';
import { checkoutPage, isCheckoutPath } from './checkout/checkoutPage.ts';
import type { PageRequest } from './pageRequest.ts';
import { isPortalPath, portalPage } from './portal/portal.ts';

/** Whether people, not programs, go there. */
export function isPagePath(path: string): boolean {
  return isPortalPath(path) || isCheckoutPath(path);
}

export function answerPage(state: StandInState, publish: Publish, request: PageRequest): Answer {
  return isPortalPath(request.path)
    ? portalPage(state, publish, request)
    : checkoutPage(state, publish, request);
}
