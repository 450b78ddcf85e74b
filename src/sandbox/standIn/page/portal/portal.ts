import type { Answer } from '../../answer.ts';
import type { Publish } from '../../events/publisher.ts';
import { openPortalSession } from '../../resources/portalSessions.ts';
import type { StandInState } from '../../state.ts';
import { FormError } from '../formError.ts';
import { html } from '../html.ts';
import { type Language, languageOf } from '../language.ts';
import { page, seeOther } from '../layout.ts';
import type { PageRequest } from '../pageRequest.ts';
import { billingInformationScreen } from './billingInformation.ts';
import { cancelScreen, resumeScreen } from './cancelSubscription.ts';
import { changePlanScreen } from './changePlan.ts';
import { doneScreen, isReachable, nextAfter, startOf } from './flow.ts';
import { homeScreen } from './home.ts';
import { invoiceScreen, payInvoiceScreen } from './invoice.ts';
import { addPaymentMethodScreen, makeDefaultScreen, removePaymentMethodScreen } from './paymentMethods.ts';
import { type Screen, type View, viewOf } from './view.ts';

const screens: readonly Screen[] = [
  homeScreen,
  doneScreen,
  cancelScreen,
  resumeScreen,
  changePlanScreen,
  addPaymentMethodScreen,
  makeDefaultScreen,
  removePaymentMethodScreen,
  billingInformationScreen,
  invoiceScreen,
  payInvoiceScreen,
];

const prefix = '/p/session/';

export function isPortalPath(path: string): boolean {
  return path.startsWith(prefix);
}

/**
 * The portal as its customer sees it: https://docs.stripe.com/customer-management. Its link is all that lets anybody in,
 * and every form goes to a path below it, so that no other site can send one.
 */
export function portalPage(state: StandInState, publish: Publish, request: PageRequest): Answer {
  const [token = '', ...rest] = request.path.slice(prefix.length).split('/');
  const session = openPortalSession(state, token);
  const view =
    session &&
    viewOf(state, session, {
      base: `${prefix}${token}`,
      notice: request.query.get('notice'),
      acceptLanguage: request.acceptLanguage,
    });
  if (!view) return missingPage(languageOf(null, null, request.acceptLanguage));

  const start = startOf(view.session.flow);
  const asked = rest.join('/');
  const path = asked === '' ? start : asked === 'home' ? '' : asked;
  const download = /^(invoices\/[^/]+)\/download$/.exec(path)?.[1];
  const found = findScreen(download ?? path);
  if (!found || !isReachable(view.session.flow, path) || !found.screen.isOffered(view, found.id)) {
    return missingPage(view.language);
  }
  if (download !== undefined) return asFile(screenPage(view, found, path), view, found.id);
  if (request.method === 'GET') return screenPage(view, found, path);
  return submit(view, found, path, publish, request);
}

type Found = { readonly screen: Screen; readonly id: string };

function findScreen(path: string): Found | undefined {
  const parts = path.split('/');
  for (const screen of screens) {
    const pattern = screen.path.split('/');
    const fits =
      pattern.length === parts.length &&
      pattern.every((part, index) => part === ':id' || part === parts[index]);
    if (fits) return { screen, id: parts[pattern.indexOf(':id')] ?? '' };
  }
  return undefined;
}

function submit(
  view: View,
  { screen, id }: Found,
  path: string,
  publish: Publish,
  { cause, form }: PageRequest,
): Answer {
  const { submit: work } = screen;
  if (!work) return missingPage(view.language);
  try {
    const notice = publish(cause, () => work(view, id, form));
    const { flow } = view.session;
    return seeOther(nextAfter(flow, path, view.base, homeOf(view), notice));
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return screenPage({ ...view, error: error.message, form }, { screen, id }, path, error.status);
  }
}

function homeOf({ base, session }: View): string {
  return session.flow === null ? base : `${base}/home`;
}

function screenPage(view: View, { screen, id }: Found, path: string, status = 200): Answer {
  const { language, session } = view;
  const { return_url: returnUrl, flow } = session;
  const isInner = path !== '' && path !== startOf(flow) && path !== doneScreen.path;
  const back = isInner
    ? html`<a class="back" href="${homeOf(view)}">← ${language.texts.back}</a>`
    : returnUrl === null
      ? html``
      : html`<a class="back" href="${returnUrl}">← ${language.texts.returnTo(new URL(returnUrl).host)}</a>`;
  const title = screen.title(view, id);
  return page({
    language,
    status,
    title,
    leadsTo: flow?.after_completion.redirect?.return_url ?? null,
    main: html`${back}
<h1>${title}</h1>
${screen.show(view, id)}`,
  });
}

function asFile(answer: Answer, { state }: View, id: string): Answer {
  const name = `${state.invoices.get(id)?.number ?? id}.html`;
  return {
    ...answer,
    headers: { ...answer.headers, 'Content-Disposition': `attachment; filename="${name}"` },
  };
}

/** For a link that is unknown or too old, and for what a portal does not offer: they look alike. */
function missingPage(language: Language): Answer {
  const { texts } = language;
  return page({
    language,
    status: 404,
    title: texts.linkGone,
    main: html`<h1>${texts.linkGone}</h1>
<section><p>${texts.linkGoneWhy}</p>
<p>${texts.linkGoneThen}</p></section>`,
  });
}
