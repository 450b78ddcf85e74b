/** Text that is HTML already and goes into a page as it is. */
export type Html = { readonly html: string };

/**
 * Builds HTML; every text put into it is escaped, for elements and for attributes in double quotes.
 *
 * @example html`<a href="${url}">${name}</a>`
 */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const written = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'html' in value ? value.html : value.map((item) => item.html).join('');
  });
  return { html: String.raw({ raw: parts }, ...written) };
}

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}
