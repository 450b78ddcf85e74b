import { forEachService } from '../../harness/forEachService.ts';
import { refusesBodies, refusesQueries } from '../shared/badRequests.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { ineligible } from '../shared/eligibility.ts';
import { narrowKeys } from '../shared/keys.ts';
import {
  checkoutUrl,
  hasNoAccount,
  isUnknownToStripe,
  keepsOut,
  namesCheckout,
} from '../shared/noAccount.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 400', (service) => {
  hasNoAccount(service, door);
  keepsOut(service, door, ineligible);
  isUnknownToStripe(service, door);
  refusesBodies(service, door);
  refusesQueries(service, door);
  refusesBadSyntax(service, 'POST', door);
  narrowKeys(service, door);
});

await forEachService(
  'openSubscriptionsPortalWithApiKey › 400 › with a checkout',
  (service) => {
    namesCheckout(service, door, `No billing account found. User must make a purchase first: ${checkoutUrl}`);
  },
  { env: { CHECKOUT_URL: checkoutUrl } },
);
