// Written by `npm run generate` from openapi.yaml. Do not edit.

/** Fields and headers whose values may never be logged. */
export const secretNames = [
  "authorization",
  "key",
  "url"
] as const;
