import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { translate } from '../../scripts/generate/languages.ts';
import type { Spec } from '../../scripts/generate/spec.ts';
import { leavesOf, valueAt } from './leaves.ts';
import { type Action, digestOf, sourcesOf, textsOf, translatedPlaceOf } from './specTexts.ts';
import { textFaults } from './textFaults.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const source: Spec = parse(read('openapi.yaml'), { merge: true });
const texts = textsOf(source);

describe.each(['ja', 'ko'] as const)('openapi.%s.yaml', (language) => {
  const file = `openapi.${language}.yaml`;
  const overlay: { readonly actions: readonly Action[] } = parse(read(file));
  let translated: Spec;
  beforeAll(async () => {
    translated = await translate(source, read(file), file);
  });

  it('has every text that people read, with its names and codes, in the terms of the glossary', () => {
    const faults = texts.flatMap(({ place, english }) =>
      textFaults(english, valueAt(translated, translatedPlaceOf(place)), language).map(
        (fault) => `${place.join(' › ')}: ${english}\n    ${fault}`,
      ),
    );
    expect(faults).toEqual([]);
  });

  it('changes texts and nothing else', () => {
    // A tag's name, and what goes over the wire, are texts that are not replaced.
    const replaced = new Set(texts.map(({ place }) => String(translatedPlaceOf(place))));
    const rest = (spec: object) =>
      leavesOf(spec)
        .filter(([place]) => !replaced.has(String(place)))
        .map(([place, value]) => `${place}: ${value}`)
        .sort();
    expect(rest(translated)).toEqual(rest(source));
  });

  it('was made from the English as it is now', () => {
    const stale = overlay.actions.flatMap((action) => {
      const sources = action.remove ? [] : sourcesOf(source, action);
      if (sources.every((english) => action.target.includes(english))) return [];
      const digest = digestOf(sources);
      return digest === action['x-source']
        ? []
        : [
            `${action.target}: the English has changed; read the translation again, then x-source: '${digest}'`,
          ];
    });
    expect(stale).toEqual([]);
  });

  it('may not translate what openapi.yaml does not have', async () => {
    const gone = '$..[?(@.summary=="A text that was there once")]';
    const actions = [...overlay.actions, { target: gone, update: { summary: '…' } }];
    await expect(translate(source, stringify({ ...overlay, actions }), file)).rejects.toThrow(gone);
  });
});

describe('what a program can see of a translation', () => {
  it.each([
    ['A plan', undefined, 'has no translation'],
    ['A plan', ' ', 'has no translation'],
    ['A plan', 'A plan', 'is the same as its source'],
    ['A plan', 'Plan', 'is not in the language ja'],
    ['A plan', 'プラン 플랜', 'has words of another language'],
    ['{field} is required.', '{フィールド} は必須です。', 'lost: {name} {field}'],
    ['Send `null`.', '`ヌル` を送信してください。', 'lost: code `null`'],
    ['Send it.', '`null` を送信してください。', 'added: code `null`'],
    ['Set PORTAL_URL_HOSTS.', '変数を設定してください。', 'lost: code or variable PORTAL_URL_HOSTS'],
    ['Use POST /livez.', 'POST /live を使ってください。', 'lost: path /livez'],
    ['returnUrl is wrong.', '戻り先が正しくありません。', 'lost: field returnUrl'],
    ['Read Retry-After.', '再試行ヘッダーを読んでください。', 'lost: header Retry-After'],
    ['At most 10.', '最大 20 です。', 'lost: 10'],
    ['Try again.', 'もう一度。 Send it again after a pause.', 'English: Send it again after a pause'],
    ['Past invoices', '過去のインボイス', '“invoice” is 請求書 in the glossary'],
    ['Past invoices', '過去の請求書(インボイス)', '“invoice” is never インボイス'],
  ])('%s → %s: %s', (english, translation, fault) => {
    expect(textFaults(english, translation, 'ja')).toContain(fault);
  });

  it('finds no fault in a good one', () => {
    expect(
      textFaults(
        'Send `null`, {field} or returnUrl to POST /livez. The API key opens past invoices.',
        '`null`、{field}、returnUrl のいずれかを POST /livez に送信してください。API キーで過去の請求書が開きます。',
        'ja',
      ),
    ).toEqual([]);
  });
});
