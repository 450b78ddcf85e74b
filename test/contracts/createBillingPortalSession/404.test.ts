import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { checkoutUrl, hasNoAccount, isUnknownToStripe, namesCheckout } from '../shared/noAccount.ts';

const doors = [billingPortalByToken, billingPortalByKey];

await forEachService('createBillingPortalSession › 404', (service) => {
  describe.each(doors)('by $credential', (door) => {
    hasNoAccount(service, door);
    isUnknownToStripe(service, door);
  });
});

await forEachService(
  'createBillingPortalSession › 404 › with a checkout',
  (service) => {
    describe.each(doors)('by $credential', (door) => {
      namesCheckout(service, door, `No billing account found. Make a purchase first: ${checkoutUrl}`);
    });
  },
  { env: { CHECKOUT_URL: checkoutUrl } },
);
