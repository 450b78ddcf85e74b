import { type Html, html } from './html.ts';
import type { Texts } from './texts/en.ts';

export type FieldOptions = {
  readonly value?: string | null | undefined;
  readonly type?: 'text' | 'email' | 'tel';
  readonly required?: boolean;
  readonly numeric?: boolean;
};

/** A text field with its label. */
export function field(name: string, label: string, options: FieldOptions = {}): Html {
  const { value, type = 'text', required = false, numeric = false } = options;
  return html`<div><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value ?? ''}" maxlength="500" autocomplete="off"${
    numeric ? html` inputmode="numeric"` : ''
  }${required ? html` required` : ''}></div>
`;
}

export type Choice = { readonly value: string; readonly label: Html | string; readonly checked?: boolean };

/** Some choices of which one can be taken. */
export function choices(name: string, legend: string, items: readonly Choice[]): Html {
  const rows = items.map(
    ({ value, label, checked = false }) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${value}"${
        checked ? html` checked` : ''
      }> <span>${label}</span></label>
`,
  );
  return html`<fieldset><legend>${legend}</legend>
${rows}</fieldset>`;
}

/** A button that does something: always a form, because a link must not change anything. */
export function actionButton(action: string, label: string, kind: 'main' | 'plain' = 'plain'): Html {
  return html`<form method="post" action="${action}"><button class="button${
    kind === 'main' ? ' main' : ''
  }">${label}</button></form>`;
}

/** The fields of a card, filled with one that is good: nobody is to type a real one, and what is typed goes nowhere. */
export function cardFields(texts: Texts): Html {
  const cards = Object.entries(texts.testCards).map(
    ([number, does]) => html`<dt>${number}</dt><dd>${does}</dd>`,
  );
  return html`<div class="hint"><p>${texts.testCardsAlone}</p><dl>${cards}</dl></div>
${field('number', texts.cardNumber, { value: '4242 4242 4242 4242', numeric: true, required: true })}
<div class="pair">${field('expiry', texts.expiry, { value: '12/34', required: true })}
${field('cvc', texts.cvc, { value: '123', numeric: true, required: true })}</div>`;
}

export function errorBox(message: string | undefined): Html {
  return message === undefined ? html`` : html`<p class="bad" role="alert">${message}</p>`;
}
