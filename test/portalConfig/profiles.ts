import { type NamedProfile, readPortalConfig } from '../../src/portalConfig/readPortalConfig.ts';

/** A file with one profile, and its features as YAML in flow style. */
export const fileWith = (features: string, more = '') =>
  `profiles:\n  default:\n    features: { ${features} }\n${more}`;

/** The profiles of a file that offers invoices, and what a test says besides. */
export const profilesWith = (features = '', more = ''): readonly NamedProfile[] =>
  readPortalConfig(fileWith(`invoice_history: { enabled: true }, ${features}`, more));
