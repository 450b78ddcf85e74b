import { sandboxMarks } from './credentials.ts';
import type { Name, Parsed } from './settings.ts';
import { isLoopback } from './urls.ts';

/** What has been read: nothing where a variable is unset, malformed or not read at all. */
export type Values = { [K in Name]?: Parsed[K] | undefined };

/** What a rule may look at besides the values. */
export type Situation = {
  readonly program: 'service' | 'sandbox';
  readonly serving: boolean;
  readonly production: boolean;
  /** Whether the operator has set the variable, however badly. */
  readonly isSet: (name: Name) => boolean;
};

/** What no variable shows by itself: a contradiction between two, or a danger. */
export type Rule = {
  readonly variable: Name;
  readonly problem: string;
  readonly broken: (values: Values, situation: Situation) => boolean;
};

const isLive = ({ STRIPE_SECRET_KEY: key }: Values) => key?.livemode === true;
const isPlain = (url: string | undefined) => url?.startsWith('http:') === true;
const startsWith = (mark: string) => (text: string) => text.startsWith(mark);

const keySources = ['JWT_SECRET', 'JWT_JWKS_URL', 'JWT_PUBLIC_KEY_FILE'] as const;
const keySourcesSet = ({ isSet }: Situation) => keySources.filter(isSet).length;
const hasForeignKeys = ({ isSet }: Situation) => isSet('JWT_JWKS_URL') || isSet('JWT_PUBLIC_KEY_FILE');
const oneKeySource = `exactly one of ${keySources.join(', ')} must be set`;
const sandboxOnly = "is the sandbox's own, which anyone may know: use one of yours";
const localhostWhileLive = 'must not name http://localhost while STRIPE_SECRET_KEY is live';

const dangers: readonly Rule[] = [
  {
    variable: 'STRIPE_SECRET_KEY',
    problem: 'is a live key, which needs NODE_ENV=production',
    broken: (values, { production }) => isLive(values) && !production,
  },
  {
    variable: 'STRIPE_API_BASE',
    problem: 'must not be set while STRIPE_SECRET_KEY is live: the key would go to another server',
    broken: (values, { isSet }) => isLive(values) && isSet('STRIPE_API_BASE'),
  },
  {
    variable: 'PUBLIC_URL',
    problem: 'must be https while STRIPE_SECRET_KEY is live',
    broken: (values) => isLive(values) && isPlain(values.PUBLIC_URL),
  },
  {
    variable: 'RETURN_URL_ORIGINS',
    problem: localhostWhileLive,
    broken: (values) => isLive(values) && values.RETURN_URL_ORIGINS?.some(isPlain) === true,
  },
  {
    variable: 'DEFAULT_RETURN_URL',
    problem: localhostWhileLive,
    broken: (values) => isLive(values) && isPlain(values.DEFAULT_RETURN_URL),
  },
  {
    variable: 'CORS_ORIGINS',
    problem: localhostWhileLive,
    broken: (values) => isLive(values) && values.CORS_ORIGINS?.some(isPlain) === true,
  },
  {
    variable: 'CHECKOUT_URL',
    problem: localhostWhileLive,
    broken: (values) => isLive(values) && isPlain(values.CHECKOUT_URL),
  },
];

const contradictions: readonly Rule[] = [
  {
    variable: 'JWT_SECRET',
    problem: `is required: ${oneKeySource}, and none is`,
    broken: (_, situation) => keySourcesSet(situation) === 0,
  },
  {
    variable: 'JWT_SECRET',
    problem: `contradicts another variable: ${oneKeySource}, and several are`,
    broken: (_, situation) => keySourcesSet(situation) > 1,
  },
  {
    variable: 'JWT_ISSUER',
    problem:
      'is required with JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE: such keys may sign tokens for others, too',
    broken: (_, situation) => hasForeignKeys(situation) && !situation.isSet('JWT_ISSUER'),
  },
  {
    variable: 'JWT_AUDIENCE',
    problem:
      'is required with JWT_JWKS_URL or JWT_PUBLIC_KEY_FILE: such keys may sign tokens for others, too',
    broken: (_, situation) => hasForeignKeys(situation) && !situation.isSet('JWT_AUDIENCE'),
  },
  {
    variable: 'ORG_CLAIM',
    problem: 'must not be the claim that JWT_USER_CLAIM names',
    broken: (values) => values.ORG_CLAIM !== undefined && values.ORG_CLAIM === values.JWT_USER_CLAIM,
  },
  {
    variable: 'ROLE_CLAIM',
    problem: 'must not be the claim that JWT_USER_CLAIM or ORG_CLAIM names',
    broken: ({ ROLE_CLAIM: role, ...values }) =>
      role !== undefined && (role === values.JWT_USER_CLAIM || role === values.ORG_CLAIM),
  },
  {
    variable: 'DEFAULT_RETURN_URL',
    problem: 'must be on one of the RETURN_URL_ORIGINS',
    broken: ({ DEFAULT_RETURN_URL: url, RETURN_URL_ORIGINS: origins }) =>
      url !== undefined && origins?.includes(new URL(url).origin) === false,
  },
  {
    variable: 'METRICS_PORT',
    problem: 'must not be the same as PORT: metrics are not for callers',
    broken: ({ METRICS_PORT: port, PORT }) => port !== undefined && port !== 0 && port === PORT,
  },
];

const sandboxApart: readonly Rule[] = [
  {
    variable: 'STRIPE_SECRET_KEY',
    problem: sandboxOnly,
    // The commands may use it on the sandbox's stand-in.
    broken: ({ STRIPE_SECRET_KEY: key, STRIPE_API_BASE: base }, { program, serving, production }) =>
      program === 'service' &&
      key?.secretKey.startsWith(sandboxMarks.stripeKey) === true &&
      (serving || production || base === undefined),
  },
  {
    variable: 'STRIPE_WEBHOOK_SECRET',
    problem: sandboxOnly,
    broken: ({ STRIPE_WEBHOOK_SECRET: secrets }, { program }) =>
      program === 'service' && secrets?.some(startsWith(sandboxMarks.webhookSecret)) === true,
  },
  {
    variable: 'JWT_SECRET',
    problem: sandboxOnly,
    broken: ({ JWT_SECRET: secrets }, { program }) =>
      program === 'service' && secrets?.some(startsWith(sandboxMarks.jwtSecret)) === true,
  },
  {
    variable: 'NODE_ENV',
    problem: 'must not be production for the sandbox',
    broken: (_, { program, production }) => program === 'sandbox' && production,
  },
  {
    variable: 'STRIPE_SECRET_KEY',
    problem: 'must be unset for the sandbox, which never uses a key of a real Stripe account',
    broken: ({ STRIPE_SECRET_KEY: key }, { program }) =>
      program === 'sandbox' && key?.secretKey.startsWith(sandboxMarks.stripeKey) === false,
  },
  {
    variable: 'STRIPE_API_BASE',
    problem: 'must be unset for the sandbox, or an address of this machine',
    broken: ({ STRIPE_API_BASE: base }, { program }) =>
      program === 'sandbox' && base !== undefined && !isLoopback(base),
  },
  {
    variable: 'JWT_SECRET',
    problem: 'must be unset for the sandbox: it would write tokens to a file that your own service accepts',
    broken: ({ JWT_SECRET: secrets }, { program }) =>
      program === 'sandbox' && secrets?.every(startsWith(sandboxMarks.jwtSecret)) === false,
  },
];

/** Every rule between variables. Each is asked only where its variable is read. */
export const rules: readonly Rule[] = [...dangers, ...contradictions, ...sandboxApart];
