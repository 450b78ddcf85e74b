// Compiled, and never run, by types.test.ts: as a caller writes it, under the caller's own settings.
import {
  BillingPortalError,
  type BillingPortalErrorCode,
  type ClientOptions,
  type CreateBillingPortalResponse,
  createBillingPortalClient,
  type ErrorCode,
} from '@billing-portal/client';

type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_A extends true, _B extends true = true>() => {};

const baseUrl = 'https://billing.yourapp.com';
const client = createBillingPortalClient({ baseUrl, token: 'token' });
createBillingPortalClient({ baseUrl, token: () => 'token' });
createBillingPortalClient({ baseUrl, apiKey: async () => 'llmgen_1', fetch, retries: { limit: 0 } });
// @ts-expect-error A credential is required.
createBillingPortalClient({ baseUrl });
// @ts-expect-error One credential, not two.
createBillingPortalClient({ baseUrl, token: 'token', apiKey: 'llmgen_1' });
// @ts-expect-error The address is required.
createBillingPortalClient({ token: 'token' });
// @ts-expect-error A credential is text.
createBillingPortalClient({ baseUrl, token: 42 });

export async function calls(signal: AbortSignal) {
  holds<IsSame<Awaited<ReturnType<typeof client.createBillingPortal>>, CreateBillingPortalResponse>>();
  const { url } = await client.openSubscriptionsPortal({ returnUrl: 'https://yourapp.com/' }, { signal });
  holds<IsSame<typeof url, string>>();
  const session = await client.createBillingPortalSession();
  // @ts-expect-error The contract does not promise that `url` is there.
  session.url.length;
  const { errors } = await client.getErrorCatalogue({ signal });
  holds<IsSame<(typeof errors)[number]['code'], ErrorCode>>();
  holds<IsSame<Awaited<ReturnType<typeof client.getOpenApiYaml>>, string>>();

  const { data } = await client.listApiKeys();
  holds<IsSame<(typeof data)[number]['returnOrigins'], readonly string[] | null>>();
  const origins: readonly string[] = ['https://yourapp.com'];
  const { id } = await client.createApiKey({ name: 'CRM', returnOrigins: origins }, { idempotencyKey: 'a' });
  holds<IsSame<Awaited<ReturnType<typeof client.revokeApiKey>>, void>>();
  await client.rotateApiKey(id, { overlapSeconds: 60 });
  // @ts-expect-error A key has a name.
  await client.createApiKey();
  // @ts-expect-error Which key?
  await client.revokeApiKey();

  // @ts-expect-error The organization's operation takes no body.
  await client.createBillingPortal({ returnUrl: 'https://yourapp.com/' });
  // @ts-expect-error An unknown field.
  await client.openSubscriptionsPortal({ returnURL: 'https://yourapp.com/' });
  // @ts-expect-error Of the wrong type.
  await client.openSubscriptionsPortal({ returnUrl: null });
  // @ts-expect-error Reading takes no idempotency key.
  await client.getLiveness({ idempotencyKey: 'a' });
  // @ts-expect-error No such operation.
  await client.openPortal();
}

export function errors(error: unknown) {
  if (!(error instanceof BillingPortalError)) return;
  if (error.is('NO_STRIPE_CUSTOMER')) holds<IsSame<typeof error.code, 'NO_STRIPE_CUSTOMER'>>();
  else holds<IsSame<typeof error.code, BillingPortalErrorCode>>();
  if (error.is('FORBIDDEN', 'CONNECTION_FAILED')) {
    holds<
      IsSame<typeof error.code, 'FORBIDDEN' | 'CONNECTION_FAILED'>,
      IsSame<typeof error.status, number>
    >();
  }
  // @ts-expect-error Misspelt.
  error.is('NO_STRIPE_COSTUMER');
  switch (error.code) {
    case 'FORBIDDEN':
    // A code that was added after this client was made.
    case 'MOON_IN_THE_WRONG_PHASE':
      break;
  }
  const known: ErrorCode = 'RATE_LIMITED';
  const any: BillingPortalErrorCode = known;
  // @ts-expect-error Any text may be a code, not every code is known.
  const back: ErrorCode = error.code;
  holds<IsSame<typeof error.status, number>, IsSame<typeof error.retryAfter, number | undefined>>();
  holds<IsSame<typeof error.isRetryable, boolean>, IsSame<typeof error.docUrl, string | undefined>>();
  for (const { path, message } of error.details)
    holds<IsSame<typeof message, string>, IsSame<(typeof path)[number], string | number>>();
  // @ts-expect-error Facts are facts.
  error.status = 200;
  return [any, back];
}

export const options: ClientOptions = { baseUrl, token: 'token' };
