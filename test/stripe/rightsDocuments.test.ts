import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeRight, rightsNeeded, type StripeRight, stripeResources } from '../../src/stripe/rights.ts';

const root = join(import.meta.dirname, '../..');
const guides = join(root, 'packages/docs/src/content/docs');
const needed = rightsNeeded().map(describeRight).sort();

/** The rights that a text names before a colon, and the access after it: `Customers, Invoices: read`. */
function rightsIn(text: string, access: Readonly<Record<string, StripeRight['access']>>): string[] {
  const pattern = new RegExp(`([^:|]+): (${Object.keys(access).join('|')})`, 'g');
  return [...text.matchAll(pattern)].flatMap(([, names = '', word = '']) =>
    Object.values(stripeResources)
      .filter((title) => names.toLowerCase().includes(title.toLowerCase()))
      .map((title) => `${title}: ${access[word]}`),
  );
}

describe('the rights of a restricted key are those of the table', () => {
  it('in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
    const [, text = ''] = /with the rights (.+?)\. With a portal domain/.exec(readme) ?? [];
    expect(rightsIn(text.replaceAll('*', ''), { read: 'read', write: 'write' }).sort()).toEqual(needed);
  });

  it.each([
    ['English', 'docs', { read: 'read', write: 'write' }],
    ['Japanese', 'ja/docs', { 読み取り: 'read', 書き込み: 'write' }],
    ['Korean', 'ko/docs', { 읽기: 'read', 쓰기: 'write' }],
  ] as const)('in the guide "Going live" in %s', (_, folder, access) => {
    const guide = readFileSync(join(guides, folder, 'going-live.md'), 'utf8');
    const [, section = ''] = /\{#stripe\}(.+?)\n## /s.exec(guide) ?? [];
    const rows = section.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.flatMap((row) => rightsIn(row, access)).sort()).toEqual(needed);
  });
});
