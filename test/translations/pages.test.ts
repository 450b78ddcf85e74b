import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { texts } from '../../packages/docs/src/texts/index.ts';
import { type Translated, termFaults } from './glossary.ts';
import { leavesOf, valueAt } from './leaves.ts';
import { pageOf } from './pageBlocks.ts';
import { textFaults } from './textFaults.ts';

const source = new URL('../../packages/docs/src/', import.meta.url);
const folderOf = (language: Translated) => new URL(`content/docs/${language}/docs/`, source);
const english = new URL('content/docs/docs/', source);
const namesIn = (folder: URL) => globSync('**/*.{md,mdx}', { cwd: folder }).sort();
const pageIn = (folder: URL, name: string) => pageOf(readFileSync(new URL(name, folder), 'utf8'));

/** Names, and what a program sends: only the glossary says what they are in another language. */
const names = new Set(['Stripe', 'Webhooks', 'cookie', '200 {"url"}']);

/** Whether there is a word to translate besides code and names. */
const hasWords = (text: string) => /\p{Lowercase}{2}/u.test(text.replace(/`[^`]*`|\{\w+\}/g, ''));

/** What is wrong with a translation, with its English before it. */
function faultsOf(source: string, translation: unknown, language: Translated): string[] {
  if (!hasWords(source)) return [];
  const faults = names.has(source)
    ? termFaults(source, String(translation), language)
    : textFaults(source, translation, language);
  return faults.map((fault) => `${source}\n    ${fault}`);
}

const languages = (['ja', 'ko'] as const).filter((language) => existsSync(folderOf(language)));

describe.each(languages)('the guides in %s', (language) => {
  const folder = folderOf(language);

  it('are all there, and no others', () => {
    expect(namesIn(folder)).toEqual(namesIn(english));
  });

  const translated = namesIn(english).filter((name) => existsSync(new URL(name, folder)));
  describe.each(translated)('%s', (name) => {
    const from = pageIn(english, name);
    const to = pageIn(folder, name);

    it('has the same headings, ids, paragraphs, items, cells and notes', () => {
      expect(from.blocks.length).toBeGreaterThan(5);
      expect(to.blocks.map(({ kind }) => kind)).toEqual(from.blocks.map(({ kind }) => kind));
    });

    it('has the same code, but for comments', () => {
      expect(to.code).toEqual(from.code);
    });

    it('has the same links in each part', () => {
      expect(to.blocks.map(({ links }) => links)).toEqual(from.blocks.map(({ links }) => links));
    });

    it('is all in its language, with its names and codes, in the terms of the glossary', () => {
      expect(to.blocks).toHaveLength(from.blocks.length);
      const faults = from.blocks.flatMap(({ text }, index) =>
        faultsOf(text, to.blocks[index]?.text, language),
      );
      expect(faults).toEqual([]);
    });
  });
});

describe.each(languages.filter((language) => existsSync(new URL(`texts/${language}/`, source))))(
  'the other texts of the site in %s',
  (language) => {
    // What Scalar shows has no English here: Scalar brings its own.
    const leaves = (text: object) => leavesOf(text).filter(([place]) => !place.includes('scalar'));
    const placesOf = (text: object) => leaves(text).map(([place]) => place.join('.'));

    it('are shown, and have the same places', () => {
      expect(texts[language]).not.toBe(texts.en);
      expect(placesOf(texts[language]).sort()).toEqual(placesOf(texts.en).sort());
    });

    it('are all in their language, with their names and codes, in the terms of the glossary', () => {
      const faults = leaves(texts.en).flatMap(([place, text]) =>
        faultsOf(String(text), valueAt(texts[language], place), language),
      );
      expect(faults).toEqual([]);
    });
  },
);

describe('how a page is taken apart', () => {
  const page = (text: string) => pageOf(`---\ntitle: A\n---\n\n${text}\n`);

  it('by kinds, with links apart', () => {
    const markdown =
      'See [this](/docs/a/#b)\nand that.\n\n## Way {#way}\n\n| A | `b` |\n|---|---|\n\n- [ ] one\n  more\n- two\n\n:::note[T]\nText\n:::';
    expect(page(markdown).blocks).toEqual([
      { kind: 'title', text: 'A', links: [] },
      { kind: 'paragraph', text: 'See [this] and that.', links: ['/docs/a/#b'] },
      { kind: '## #way', text: 'Way', links: [] },
      { kind: 'cell 0', text: 'A', links: [] },
      { kind: 'cell 1', text: '`b`', links: [] },
      { kind: 'cell 0', text: '---', links: [] },
      { kind: 'cell 1', text: '---', links: [] },
      { kind: '- [ ]', text: 'one more', links: [] },
      { kind: '-', text: 'two', links: [] },
      { kind: ':::note', text: 'T', links: [] },
      { kind: 'paragraph', text: 'Text', links: [] },
      { kind: ':::', text: '', links: [] },
    ]);
  });

  it('code keeps all but its comments', () => {
    const code = page('```bash\n# Say it\nx=1 # one\ncurl https://a.example/#b\n```').code;
    expect(code).toEqual(['bash\n\nx=1 \ncurl https://a.example/#b\n']);
  });
});
