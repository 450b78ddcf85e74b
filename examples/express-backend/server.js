import { env } from 'node:process';
import { BillingPortalError, createBillingPortalClient } from '@billing-portal/client';
import express from 'express';

// The API keys that users of the billing app gave to this third party. A real backend keeps them encrypted in its
// database; they never reach a browser.
const apiKeys = new Map([['ada', env.API_KEY ?? '']]);

const app = express();

// A real backend takes the user from its session.
app.post('/users/:user/billing', async (request, response) => {
  const apiKey = apiKeys.get(request.params.user);
  if (apiKey === undefined) return response.status(404).send('Connect your account first.');
  const client = createBillingPortalClient({
    baseUrl: env.BILLING_PORTAL_URL ?? 'http://localhost:3000',
    apiKey,
  });
  // Nobody waits for a person who has closed the page.
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  const { url } = await client.openSubscriptionsPortalWithApiKey({}, { signal: controller.signal });
  // The URL is a credential: straight to the browser, and into no log or cache.
  response.set('Cache-Control', 'no-store').redirect(303, url);
});

app.use((error, _request, response, next) => {
  // Also where the person has left: nobody reads an answer then.
  if (!(error instanceof BillingPortalError)) return next(error);
  console.error(`Billing portal: ${error.code} ${error.status}, request ${error.requestId}, ${error.docUrl}`);
  if (error.is('UNAUTHORIZED'))
    return response.status(409).send('Your key is not good any more. Connect again.');
  if (error.is('NO_STRIPE_CUSTOMER')) return response.status(409).send('There is nothing to manage yet.');
  if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
  response.status(error.isRetryable ? 503 : 500).send('Billing cannot be opened now.');
});

const server = app.listen(Number(env.PORT ?? 8080), () =>
  console.log(`Listening on http://localhost:${server.address().port}/`),
);
