import { forEachService } from '../../harness/forEachService.ts';
import { refusesBodies, refusesQueries } from '../shared/badRequests.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { ineligible } from '../shared/eligibility.ts';
import {
  checkoutUrl,
  hasNoAccount,
  isUnknownToStripe,
  keepsOut,
  namesCheckout,
} from '../shared/noAccount.ts';

await forEachService('openSubscriptionsPortal › 400', (service) => {
  hasNoAccount(service, door);
  keepsOut(service, door, ineligible);
  isUnknownToStripe(service, door);
  refusesBodies(service, door);
  refusesQueries(service, door);
  refusesBadSyntax(service, 'POST', door);
});

await forEachService(
  'openSubscriptionsPortal › 400 › with a checkout',
  (service) => {
    namesCheckout(service, door, `No billing account found. User must make a purchase first: ${checkoutUrl}`);
  },
  { env: { CHECKOUT_URL: checkoutUrl } },
);
