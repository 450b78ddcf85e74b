import { createApiKey } from '../../auth/apiKeyFormat.ts';
import { type ApiKeyIssuer, createApiKeyIssuer, type IssuedApiKey } from '../../billing/apiKeys.ts';
import { defaultPortalProfile } from '../../billing/portalConfiguration.ts';
import type { DatabaseConfig } from '../../config.ts';
import type { Store } from '../../store/connection.ts';
import { columns, print, printJson } from '../output.ts';

/** Hands out API keys that are kept in a store. The same as in run.ts, which would load the whole service. */
export function issuerOf(store: Store, { apiKeyPrefix }: DatabaseConfig): ApiKeyIssuer {
  return createApiKeyIssuer({
    createKey: () => createApiKey(apiKeyPrefix),
    records: store.apiKeys,
    now: () => new Date(),
  });
}

/** Shows a new key: the one time that its text leaves the service. */
export function printIssued(
  { id, key, preview, ...rest }: IssuedApiKey,
  json: boolean,
  more: object = {},
): void {
  if (json) {
    printJson({ id, key, preview, ...rest, ...more });
    return;
  }
  const facts = [
    ['id', id],
    ['user', rest.userId],
    ['name', rest.name],
    ['scopes', rest.scopes.join(', ')],
    ['return origins', rest.returnOrigins?.join(', ') ?? 'all of the service'],
    ['portal profile', rest.portalProfile ?? defaultPortalProfile],
    ['expires', rest.expiresAt ?? 'never'],
  ];
  print(`${key}\n\n${columns(facts)}`);
}
