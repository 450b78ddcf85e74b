/**
 * What the demo app does in the browser, as an app of yours would: it asks its own server for an access token, and with
 * that the service for a portal. Plain text, since a browser gets it as it stands.
 */
export const script = `const part = (id) => document.getElementById(id);
const { as, service } = part('live').dataset;
const portal = service + '/api/v1/subscriptions/portal';

// Called for every request: access tokens live for minutes, and the app's server knows who is signed in.
async function ask(url, method, body) {
  const token = await (await fetch('/session/access-token?as=' + as, { method: 'POST' })).text();
  const headers = { Authorization: 'Bearer ' + token, ...(body && { 'Content-Type': 'application/json' }) };
  return (await fetch(url, { method, headers, cache: 'no-store', body: body && JSON.stringify(body) })).json();
}

for (const button of document.querySelectorAll('button[data-intent]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    part('answer').textContent = '';
    try {
      const intent = button.dataset.intent || undefined;
      const { url, error } = await ask(portal, 'POST', { returnUrl: location.href, intent });
      if (url) location.assign(url);
      else explain(part('answer'), error);
    } catch {
      part('answer').textContent = 'The service does not answer.';
    }
    button.disabled = false;
  });
}

function explain(place, { code, message, docUrl }) {
  const link = Object.assign(document.createElement('a'), { href: docUrl, textContent: code });
  place.replaceChildren(message + ' (', link, ')');
}

async function showEligibility() {
  const { eligible, error, ...refusal } = await ask(portal + '/eligibility', 'GET');
  if (eligible) part('eligibility').textContent = 'A portal would open now.';
  else explain(part('eligibility'), error ?? refusal);
}

// Webhooks come a moment after the page: what they changed is shown when it is there.
let shown;
async function refresh() {
  if (document.hidden) return;
  const next = await (await fetch('/live?as=' + as)).text();
  if (next === shown) return;
  part('live').innerHTML = next;
  await showEligibility();
  shown = next;
}
const tryToRefresh = () => refresh().catch(() => {}).finally(() => setTimeout(tryToRefresh, 1000));
tryToRefresh();
`;
