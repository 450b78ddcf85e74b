import { describe, expect, it } from 'vitest';
import { portalLocales } from '../../src/billing/portalLocales.ts';
import { localeFrom } from '../../src/http/localeFrom.ts';

describe('the language of a portal, by Accept-Language', () => {
  it.each([
    ['ja', 'ja'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
    ['en-US,en;q=0.9', 'en'],
    ['en-GB,en;q=0.9', 'en-GB'],
    ['EN-gb', 'en-GB'],
    ['de-AT, en;q=0.5', 'de'],
    ['fr-CA', 'fr-CA'],
    ['fr-CH', 'fr'],
    ['pt-BR,pt;q=0.9', 'pt-BR'],
    ['pt-PT', 'pt'],
    ['es-ES', 'es'],
    ['es-MX', 'es-419'],
    ['es-419', 'es-419'],
    ['zh-CN', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['zh-TW', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['zh-Hant-TW', 'zh-TW'],
    ['zh-Hant-HK', 'zh-HK'],
    ['zh-HK', 'zh-HK'],
    ['nn-NO,no;q=0.9', 'nb'],
    ['tl-PH', 'fil'],
    ['tlh, eo;q=0.9, it;q=0.1', 'it'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['en;q=0, sv', 'sv'],
  ])('%s: %s', (header, locale) => {
    expect(localeFrom(header)).toBe(locale);
  });

  it.each([[undefined], [''], ['*'], ['tlh'], ['en;q=0'], ['auto'], ['constructor'], ['-'], [',;=q']])(
    '%s: none',
    (header) => {
      expect(localeFrom(header)).toBeUndefined();
    },
  );

  it('is the same for each language under its own name', () => {
    for (const locale of portalLocales.slice(1)) expect(localeFrom(locale)).toBe(locale);
  });
});
