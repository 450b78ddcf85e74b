import { list, matching, wholeNumber } from '../parsers.ts';
import type { Setting } from '../setting.ts';
import { appOrigin, pageUrl } from '../urls.ts';

const perMinute = wholeNumber(1, 1_000_000);

/** Where the portal leads back to, and who may call how often. */
export const callers = {
  RETURN_URL_ORIGINS: {
    description:
      'The origins of your app, to which the portal may lead back, separated by commas. `http://localhost:…` only while the Stripe key is not live.',
    parse: list(appOrigin),
    readBy: 'serve',
    explains: true,
    required: true,
    sandbox: 'https://yourapp.com,http://localhost:3000,http://localhost:5173,http://localhost:8080',
    example: 'https://app.example.com',
  },
  DEFAULT_RETURN_URL: {
    description:
      'Where the portal leads back when a request does not say: the dashboard of your app, on one of these origins.',
    parse: pageUrl,
    readBy: 'serve',
    explains: true,
    required: true,
    sandbox: 'https://yourapp.com/dashboard',
    example: 'https://app.example.com/dashboard',
  },
  CHECKOUT_URL: {
    description:
      'Where one buys for the first time; named in the message to a caller without a billing account.',
    parse: pageUrl,
    readBy: 'serve',
    explains: true,
    example: 'https://app.example.com/pricing',
  },
  CORS_ORIGINS: {
    description: 'The origins of browser apps that may call this service, separated by commas. Unset: none.',
    parse: list(appOrigin),
    readBy: 'serve',
    sandbox: 'http://localhost:3000,http://localhost:5173,http://localhost:8080',
    example: 'https://app.example.com',
  },
  API_KEY_PREFIX: {
    description: 'What every API key starts with: lower-case letters and digits, then an underscore.',
    parse: matching(
      /^[a-z][a-z0-9]{0,30}_$/,
      'must be a lower-case letter, then up to 30 of them or digits, then _',
    ),
    readBy: 'all',
    default: 'llmgen_',
  },
  RATE_LIMIT: {
    description: 'How many requests a minute a user, organization member or API key may send.',
    parse: perMinute,
    readBy: 'serve',
    default: '300',
  },
  AUTH_FAILURE_LIMIT: {
    description: 'How many wrong credentials a minute an address may send.',
    parse: perMinute,
    readBy: 'serve',
    default: '30',
  },
} satisfies Record<string, Setting<unknown>>;
