// Written by `npm run generate` from openapi.yaml. Do not edit.

/** The languages of the documentation, the source's first, each by its own name. */
export const languages = {
  "en": "English",
  "ja": "日本語",
  "ko": "한국어"
} as const;
export type Language = keyof typeof languages;
