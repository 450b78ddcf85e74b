import type { Answer } from '../standIn/answer.ts';
import { type Html, html } from '../standIn/page/html.ts';
import type { Language } from '../standIn/page/language.ts';
import { page } from '../standIn/page/layout.ts';
import { type Person, people } from './people.ts';

export type DemoPageFacts = {
  readonly person: Person;
  readonly language: Language;
  /** The address of the service, as callers know it. */
  readonly serviceUrl: string;
  readonly standInUrl: string;
  readonly live: Html;
};

/** What each button asks the portal's route for; an empty intent is the portal's home. */
const buttons = [
  { intent: '', label: 'Manage billing' },
  { intent: 'update_payment_method', label: 'Update card' },
  { intent: 'change_plan', label: 'Change plan' },
  { intent: 'cancel', label: 'Cancel plan' },
] as const;

/** The billing settings of a made-up app, whose customers are the demo owners. */
export function demoPage({ person, language, serviceUrl, standInUrl, live }: DemoPageFacts): Answer {
  return page({
    language,
    title: 'Demo app',
    note: html`<strong>Sandbox.</strong> A made-up app, to try the service with: nothing here is real, and nothing is charged.`,
    leadsTo: standInUrl,
    script: { src: '/app.js', asks: serviceUrl },
    main: html`<form class="signed-in">
<label for="as">Signed in as</label>
<select id="as" name="as">${people.map((one) => personOption(one, one === person))}</select>
<button class="button">Switch</button>
</form>
<h1>Billing of ${person.displayName}</h1>
<section aria-labelledby="billing">
<h2 id="billing">Billing portal</h2>
<p id="eligibility" role="status"></p>
<div class="actions">${buttons.map(portalButton)}</div>
<p id="answer" class="hint" role="alert"></p>
</section>
<div id="live" data-as="${person.name}" data-service="${serviceUrl}">${live}</div>`,
  });
}

function personOption({ name, displayName, shows }: Person, isSelected: boolean): Html {
  const selected = isSelected ? html` selected` : '';
  return html`<option value="${name}"${selected}>${displayName}: ${shows}</option>`;
}

function portalButton({ intent, label }: (typeof buttons)[number], index: number): Html {
  return html`<button class="button${index === 0 ? ' main' : ''}" type="button" data-intent="${intent}">${label}</button>`;
}
