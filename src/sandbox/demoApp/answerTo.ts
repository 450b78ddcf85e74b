import type { IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { BillingAccount } from '../../billing/billingAccount.ts';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import { isPlanId, priceOf } from '../demo/plans.ts';
import type { Answer } from '../standIn/answer.ts';
import type { Html } from '../standIn/page/html.ts';
import { languageOf } from '../standIn/page/language.ts';
import { seeOther } from '../standIn/page/layout.ts';
import { isLive } from '../standIn/resources/findCustomer.ts';
import type { StandIn } from '../standIn/standIn.ts';
import { livePart, type SeenEvent } from './live.ts';
import { demoPage } from './page.ts';
import { type Person, personOf } from './people.ts';
import { script } from './script.ts';

export type DemoAppParts = {
  readonly standIn: StandIn;
  /** The address of the service, as callers know it. */
  readonly serviceUrl: string;
  /** The access token of a credential of `sandbox.env`, which is renewed while the sandbox runs. */
  readonly tokenOf: (name: string) => Promise<string>;
  /** What the service knows. */
  readonly store: {
    readonly billingAccounts: { find(owner: Owner, livemode: boolean): Promise<BillingAccount | undefined> };
    readonly stripeEvents: { list(): Promise<readonly SeenEvent[]> };
  };
};

const language = languageOf('en', null, undefined);

/**
 * Answers a request to the demo app.
 *
 * @param origin the app's own.
 */
export async function answerTo(
  parts: DemoAppParts,
  origin: string,
  request: IncomingMessage,
): Promise<Answer> {
  const [path, query] = (request.url ?? '/').split('?');
  const person = personOf(new URLSearchParams(query).get('as'));
  switch (`${request.method} ${path}`) {
    case 'GET /': {
      const { serviceUrl, standIn } = parts;
      const live = await liveOf(parts, person);
      return demoPage({ person, language, serviceUrl, standInUrl: standIn.url, live });
    }
    case 'GET /live':
      return answer(200, 'text/html', (await liveOf(parts, person)).html);
    case 'GET /app.js':
      return answer(200, 'text/javascript', script);
    // A real app looks at its session cookie, and has its identity provider issue a token for that user.
    case 'POST /session/access-token':
      return plain(200, await parts.tokenOf(person.name));
    case 'POST /checkout':
      return checkOut(parts, person, origin, new URLSearchParams(await readText(request)).get('plan'));
    default:
      return plain(404, 'There is no such page. The demo app is at /.');
  }
}

export function plain(status: number, text: string): Answer {
  return answer(status, 'text/plain', text);
}

async function liveOf({ standIn, store }: DemoAppParts, person: Person): Promise<Html> {
  const account = await store.billingAccounts.find(person.owner, false);
  return livePart(standIn, language, { person, account, events: await store.stripeEvents.list() });
}

/** What an app's server does for a purchase: it makes a Checkout session that names the owner. */
async function checkOut(
  { standIn, store }: DemoAppParts,
  { email, name, owner }: Person,
  origin: string,
  plan: string | null,
): Promise<Answer> {
  if (!isPlanId(plan)) return plain(400, 'There is no such plan.');
  const account = await store.billingAccounts.find(owner, false);
  const customer = standIn.data.customers.get(account?.customerId ?? '');
  const back = `${origin}/?as=${name}`;
  const session = standIn.create.checkoutSession({
    mode: 'subscription',
    line_items: [{ price: priceOf(standIn, plan, 'monthly').id, quantity: 1 }],
    client_reference_id: formatOwner(owner),
    ...(customer && isLive(customer) ? { customer: customer.id } : email && { customer_email: email }),
    success_url: back,
    cancel_url: back,
  });
  return seeOther(session.url ?? back);
}

function answer(status: number, type: string, body: string): Answer {
  const headers = {
    'Content-Type': `${type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  return { status, headers, body };
}
