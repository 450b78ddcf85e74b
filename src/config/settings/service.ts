import { encryptionKey } from '../credentials.ts';
import { anyText, list, listenHost, oneOf, proxy, wholeNumber } from '../parsers.ts';
import type { Setting } from '../setting.ts';
import { baseUrl, databaseUrl, redisUrl } from '../urls.ts';

const port = wholeNumber(0, 65_535);

/** Where the service runs and what it stands on. */
export const service = {
  NODE_ENV: {
    description: '`production` where real customers are served. A live Stripe key is refused without it.',
    parse: anyText,
    readBy: 'all',
    example: 'production',
  },
  PORT: {
    description: 'The port to listen on; 0 takes any free one.',
    parse: port,
    readBy: 'serve',
    default: '3000',
  },
  HOST: {
    description: 'The address to listen on. Unset: all interfaces.',
    parse: listenHost,
    readBy: 'serve',
    sandbox: '127.0.0.1',
    example: '0.0.0.0',
  },
  PUBLIC_URL: {
    description:
      'The address under which callers reach this service, with its path if it has one. The links in errors start with it. https with a live Stripe key.',
    parse: baseUrl,
    readBy: 'serve',
    required: true,
    sandbox: 'http://localhost:<PORT>',
    example: 'https://billing.example.com',
  },
  DATABASE_URL: {
    description: 'The store: `sqlite:` and a file, or `postgres://user:password@host/database`.',
    parse: databaseUrl,
    readBy: 'all',
    default: 'sqlite:./data/billing-portal.db',
    sandbox: 'sqlite:./data/sandbox.db',
    secret: true,
  },
  REDIS_URL: {
    description:
      'Redis, through which several replicas share their rate limits: `redis://…` or `rediss://…`.',
    parse: redisUrl,
    readBy: 'serve',
    secret: true,
  },
  ENCRYPTION_KEY: {
    description:
      'Encrypts what is stored for repeated requests (`Idempotency-Key`). 32 bytes in base64, the same for all replicas: `openssl rand -base64 32`.',
    parse: encryptionKey,
    readBy: 'serve',
    secret: true,
  },
  AUDIT_RETENTION_DAYS: {
    description:
      'How many days it is kept who was issued or refused a portal session (`billing-portal audit export`).',
    parse: wholeNumber(1, 36_500),
    readBy: 'serve',
    explains: true,
    default: '400',
  },
  TRUST_PROXY: {
    description:
      'The addresses or networks of the proxies in front of this service, separated by commas. Unset: `X-Forwarded-For` is believed from nobody.',
    parse: list(proxy),
    readBy: 'serve',
    example: '10.0.0.0/8',
  },
  METRICS_PORT: {
    description: 'A port for `/metrics`, which is served there and only there. Unset: no metrics.',
    parse: port,
    readBy: 'serve',
    example: '9464',
  },
  LOG_LEVEL: {
    description:
      'The least level that is logged: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    readBy: 'all',
    default: 'info',
    // Requests would drown what it prints at its start.
    sandbox: 'warn',
  },
} satisfies Record<string, Setting<unknown>>;
