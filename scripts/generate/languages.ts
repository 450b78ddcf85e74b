import openapiFormat from 'openapi-format';
import { parse } from 'yaml';
import { header, literal, type Spec } from './spec.ts';

/** The languages of the documentation, the source's first, each by its own name. */
export const languages = { en: 'English', ja: '日本語', ko: '한국어' } as const;

type Overlay = { overlay: string; actions: { target: string; update: unknown }[] };

/** The spec in another language: the source with an OpenAPI Overlay over its texts. */
export async function translate(spec: Spec, overlay: string, file: string): Promise<Spec> {
  const overlaySet: Overlay = parse(overlay);
  const { data, resultData } = await openapiFormat.openapiOverlay(structuredClone(spec), { overlaySet });
  const unused = resultData.unusedActions as Overlay['actions'];
  if (unused.length > 0) {
    const targets = unused.map(({ target }) => target).join('\n  ');
    throw new Error(`${file} has targets that openapi.yaml does not have:\n  ${targets}`);
  }
  return data;
}

/** The languages as a module of their own, small enough for the service to read. */
export function renderLanguages(): string {
  return `${header}
/** The languages of the documentation, the source's first, each by its own name. */
export const languages = ${literal(languages)} as const;
export type Language = keyof typeof languages;
`;
}

/**
 * The documents of each language as one module; a language without an overlay has the source's.
 *
 * @param translated the languages that have an overlay.
 */
export function renderDocuments(translated: readonly string[]): string {
  const codes = Object.keys(languages);
  const names = ['spec', 'openapi', 'errors'] as const;
  const own = codes.filter((code) => code === 'en' || translated.includes(code));
  const imports = own.flatMap((code) =>
    names.map((name) => {
      const file = code === 'en' ? name : `${name}.${code}`;
      return `import ${name}_${code} from './${file}.json' with { type: 'json' };`;
    }),
  );
  const documents = codes.map((code) => {
    const from = own.includes(code) ? code : 'en';
    return `  ${code}: { spec: spec_${from}, openapi: openapi_${from}, errors: errors_${from} },`;
  });
  return `${header}
import type { Language } from './languages.ts';
${imports.join('\n')}

type Documents = { readonly spec: object; readonly openapi: object; readonly errors: readonly object[] };

/** In each language: the whole spec, the published one, and the articles of the error catalogue. */
export const documents: Readonly<Record<Language, Documents>> = {
${documents.join('\n')}
};
`;
}
