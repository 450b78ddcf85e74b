import { relative } from 'node:path';
import type { Config } from '../config.ts';
import type { Credentials } from './credentials/envFile.ts';

/** The body's return URL in the published samples. */
const publishedReturnUrl = 'https://yourapp.com/settings/billing';

export type BannerFacts = {
  readonly config: Pick<Config, 'host' | 'logLevel' | 'port' | 'publicUrl' | 'returnUrls'>;
  readonly standInUrl: string;
  readonly demoAppUrl: string;
  readonly credentials: Credentials;
  /** The path of `sandbox.env`. */
  readonly envFile: string;
};

/** What the sandbox says once it is ready: where everything is, and a line to paste for each route. */
export function banner({ config, standInUrl, demoAppUrl, credentials, envFile }: BannerFacts): string {
  const { host = 'all interfaces', logLevel, port, publicUrl } = config;
  const file = relative('', envFile);
  return `
This is a SANDBOX, not for production. Nothing in it is real and nothing is charged: a stand-in on this machine plays
Stripe, and the credentials below are good for this sandbox alone.

  Demo app         ${demoAppUrl}/ in a browser: check out, manage billing, cancel
  Service          ${publicUrl} (listens on ${host}, port ${port})
  Error catalogue  ${publicUrl}/api/errors/
  Specification    ${publicUrl}/openapi.yaml
  Stripe stand-in  ${standInUrl}
  Credentials      ${file}: one for each situation, explained there; source ${file}
  Log              level ${logLevel}; LOG_LEVEL=info shows each request

Paste a line, then open the url that it answers with. The portal of Ada Lovelace, by her access token:
${post(config, '/api/v1/subscriptions/portal', credentials.USER_TOKEN, sampleBody(config))}

Hers again, by the API key of a third party:
${post(config, '/api/v1/subscriptions/portal/api', credentials.API_KEY, sampleBody(config))}

The portal of the organization Analytical Engines, by a member who manages its billing:
${post(config, '/subscriptions/portal', credentials.MEMBER_TOKEN, ["-H 'Accept: application/json'"])}

Ada Lovelace's by the billing portal contract, with the API key:
${post(config, '/api/billing-portal', credentials.API_KEY, [])}

Ready. Ctrl-C stops it.
`;
}

function post(
  { publicUrl }: BannerFacts['config'],
  path: string,
  credential: string | undefined,
  more: string[],
) {
  return ['curl -sS -X POST', publicUrl + path, `-H 'Authorization: Bearer ${credential}'`, ...more].join(
    ' ',
  );
}

/** As published, unless this sandbox was told to lead back elsewhere. */
function sampleBody({ returnUrls }: BannerFacts['config']): string[] {
  const isAllowed = returnUrls.origins.includes(new URL(publishedReturnUrl).origin);
  const body = { returnUrl: isAllowed ? publishedReturnUrl : returnUrls.default };
  return ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(body)}'`];
}
