/** Who a request stands for, once its credential is good. */
export type Principal = AccessTokenPrincipal | ApiKeyPrincipal;

export type AccessTokenPrincipal = {
  readonly kind: 'accessToken';
  readonly userId: string;
  /** The organization that the token names (`ORG_CLAIM`), if any. */
  readonly organizationId?: string;
  /** The role that the token names (`ROLE_CLAIM`), if any: as it came, not yet known to be one of ours. */
  readonly role?: string;
};

export type ApiKeyPrincipal = {
  readonly kind: 'apiKey';
  /** The user for whom the third party acts. */
  readonly userId: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
  /** Narrows the service's own list of return origins; null leaves it as it is. */
  readonly returnOrigins: readonly string[] | null;
  /** Of the portals that it opens, as the operator gave it; null for everybody's. */
  readonly portalProfile: string | null;
};
