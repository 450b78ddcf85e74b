import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Policies = { readonly pages: string; readonly reference: string };

/**
 * Makes the Content-Security-Policy of the site from the inline scripts that its pages really have, and puts it into each
 * page: a copy of the site without a server of ours has no headers.
 *
 * @returns the policies for the headers, which alone may say who may frame a page.
 */
export function setPolicies(folder: string): Policies {
  const pages = globSync('**/*.html', { cwd: folder }).map((path) => {
    const file = join(folder, path);
    return { file, isReference: /(^|\/)docs\/reference\//.test(path), html: readFileSync(file, 'utf8') };
  });
  const hashes = new Set(pages.flatMap(({ html }) => inlineScripts(html).map(hashOf)));
  const policies = { pages: pagePolicy([...hashes].sort()), reference: referencePolicy };
  for (const { file, isReference, html } of pages) {
    const policy = isReference ? policies.reference : policies.pages;
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    writeFileSync(file, html.replace(/<head>(<meta charset="?utf-8"?\s*\/?>)?/i, `$&${meta}`));
  }
  const framing = "frame-ancestors 'none'";
  return {
    pages: `${policies.pages}; ${framing}`,
    reference: `${policies.reference}; ${framing}`,
  };
}

function pagePolicy(hashes: readonly string[]): string {
  return [
    "default-src 'none'",
    // Pagefind, the search, is WebAssembly.
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(' ')}`,
    "style-src-elem 'self'",
    // The highlighter colours code by style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ');
}

/** Scalar sets its styles from its script. */
const referencePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** The scripts within a page, apart from data that no browser runs. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>([\s\S]*?)<\/script>/g)]
    .filter(([, attributes = '']) => !/type="?application\/(ld\+)?json/.test(attributes))
    .map(([, , script = '']) => script);
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
