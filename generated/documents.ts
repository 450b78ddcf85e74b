// Written by `npm run generate` from openapi.yaml. Do not edit.

import type { Language } from './languages.ts';
import spec_en from './spec.json' with { type: 'json' };
import openapi_en from './openapi.json' with { type: 'json' };
import errors_en from './errors.json' with { type: 'json' };
import spec_ja from './spec.ja.json' with { type: 'json' };
import openapi_ja from './openapi.ja.json' with { type: 'json' };
import errors_ja from './errors.ja.json' with { type: 'json' };
import spec_ko from './spec.ko.json' with { type: 'json' };
import openapi_ko from './openapi.ko.json' with { type: 'json' };
import errors_ko from './errors.ko.json' with { type: 'json' };

type Documents = { readonly spec: object; readonly openapi: object; readonly errors: readonly object[] };

/** In each language: the whole spec, the published one, and the articles of the error catalogue. */
export const documents: Readonly<Record<Language, Documents>> = {
  en: { spec: spec_en, openapi: openapi_en, errors: errors_en },
  ja: { spec: spec_ja, openapi: openapi_ja, errors: errors_ja },
  ko: { spec: spec_ko, openapi: openapi_ko, errors: errors_ko },
};
