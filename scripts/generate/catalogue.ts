import { header, literal, type Spec } from './spec.ts';

/** The error catalogue as a TypeScript constant, with the codes as a union. */
export function renderCatalogue(spec: Spec): string {
  const catalogue = spec['x-bp-errors'];
  const codes = Object.keys(catalogue);
  const raised = codes.filter((code) => catalogue[code]?.raised === true);
  return `${header}
export const errorCodes = ${literal(codes)} as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The codes that this service raises itself. */
export type RaisedErrorCode = ${raised.map((code) => `'${code}'`).join(' | ')};

/** Another text of an error, by the situation's name. Texts may have \`{names}\` to fill in. */
export type Wording = {
  readonly message?: string;
  readonly variants?: Readonly<Record<string, string>>;
};

export type CatalogueEntry = Wording & {
  readonly status: number;
  /** Who published the code: one of the contracts, or this service. */
  readonly origin: 'billing-portal' | 'organization' | 'service';
  /** Whether this service raises it: now, in later work, or never (partners share the catalogue). */
  readonly raised: true | 'later' | 'elsewhere';
  readonly title: string;
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly actor: 'caller' | 'user' | 'operator' | 'nobody';
  readonly mistakes?: readonly string[];
  /** Texts about one field, by what failed. */
  readonly details?: Readonly<Record<string, string>>;
};

export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = ${literal(catalogue)};
`;
}
