import { BillingPortalError, createBillingPortalClient } from '@billing-portal/client';

// What differs between deployments comes from the app's own server.
const { billingPortalUrl } = await (await fetch('/config.json')).json();

const client = createBillingPortalClient({
  baseUrl: billingPortalUrl,
  // Called for every request: access tokens live for minutes, and the app's server knows who is signed in.
  token: async () => (await fetch('/session/access-token', { method: 'POST' })).text(),
});

const button = document.querySelector('#manage-billing');
const message = document.querySelector('#message');

button.addEventListener('click', async () => {
  button.disabled = true;
  message.textContent = '';
  try {
    const { url } = await client.openSubscriptionsPortal({ returnUrl: location.href });
    location.assign(url);
  } catch (error) {
    message.textContent = explain(error);
  } finally {
    button.disabled = false;
  }
});

function explain(error) {
  if (!(error instanceof BillingPortalError)) return 'Something went wrong.';
  if (error.is('NO_STRIPE_CUSTOMER')) return 'You have not bought anything yet. Choose a plan first.';
  if (error.is('UNAUTHORIZED')) return 'Please sign in again.';
  if (error.isRetryable) return 'Billing cannot be reached. Please try again in a moment.';
  return error.message;
}
