/** Why a credential was refused. Told to the log and counted, never to the caller. */
export type Refusal =
  // either kind
  | 'missing'
  | 'malformed'
  | 'otherKind'
  | 'expired'
  // access tokens
  | 'tooLong'
  | 'tokenType'
  | 'algorithm'
  | 'unknownKey'
  | 'signature'
  | 'notYetValid'
  | 'lifetime'
  | 'issuer'
  | 'audience'
  | 'claims'
  // API keys
  | 'checksum'
  | 'unknown'
  | 'revoked';

/**
 * A credential that does not hold: a 401. It carries a reason and nothing of the credential, and no library's error as
 * its cause, because jose's errors carry the claims (an email among them) into the log.
 *
 * @example throw new InvalidCredential('expired')
 */
export class InvalidCredential extends Error {
  /** `otherKind` where it is a credential for the other route, which the answer then names. */
  readonly reason: Refusal;

  constructor(reason: Refusal) {
    super(`credential refused: ${reason}`);
    this.name = 'InvalidCredential';
    this.reason = reason;
  }
}

/**
 * The token of an `Authorization: Bearer …` header (RFC 6750 2.1: one token in the `b64token` grammar; RFC 9110 11.1:
 * the scheme in any case, then spaces).
 *
 * @returns the token, or undefined where the header is missing or is anything else.
 * @example bearerToken('Bearer abc') // 'abc'
 */
export function bearerToken(authorizationHeader: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorizationHeader ?? '')?.[1];
}
