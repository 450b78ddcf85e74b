import { type Json, sign } from './signing.ts';

export type TokenSettings = {
  /** The service's `JWT_SECRET`. */
  readonly secret: string;
  /** The claims of the good token beside `iat` and `exp`: the user claim at least, issuer and audience where configured. */
  readonly claims: Json;
  readonly userClaim?: string;
  readonly organizationClaim?: string;
  readonly roleClaim?: string;
  readonly maxLifetimeSeconds?: number;
  readonly now?: Date;
};

type Parts = { header: Json; claims: Json & { iat: number; exp: number }; iat: number };

/** How the good token is made; every bad one is the same but for the fault that its name tells. */
export function parts({ claims, now = new Date() }: TokenSettings): Parts {
  const iat = Math.floor(now.getTime() / 1000);
  return { header: { alg: 'HS256', typ: 'JWT' }, claims: { iat, exp: iat + 900, ...claims }, iat };
}

/** A token that the service accepts. */
export function goodToken(settings: TokenSettings): string {
  const { header, claims } = parts(settings);
  return sign(header, claims, settings.secret);
}

/** The good token with other claims. */
export function changing(settings: TokenSettings) {
  const { header, claims } = parts(settings);
  return (change: Json) => sign(header, { ...claims, ...change }, settings.secret);
}

/** Claims with values that `JSON.stringify` would not write. */
export function raw(settings: TokenSettings, values: Record<string, string>): string {
  const { header, claims } = parts(settings);
  const rest = Object.entries(claims).filter(([name]) => !(name in values));
  const members = [...rest.map(([name, value]) => [name, JSON.stringify(value)]), ...Object.entries(values)];
  return sign(header, `{${members.map(([name, value]) => `"${name}":${value}`).join()}}`, settings.secret);
}

export function splitToken(token: string): [string, string, string] {
  const [head = '', payload = '', signature = ''] = token.split('.');
  return [head, payload, signature];
}

export function userClaimOf(settings: TokenSettings): string {
  return settings.userClaim ?? 'sub';
}

/** By name: what is wrong with each. */
export type Tokens = Record<string, string>;
