import { hashApiKey, isApiKey } from '../../auth/apiKeyFormat.ts';
import type { DatabaseConfig } from '../../config.ts';
import type { ApiKeyRecord } from '../../store/apiKeys.ts';
import type { Store } from '../../store/connection.ts';
import { CommandFailure } from '../commandFailure.ts';

/**
 * The key that a person names by its id or, where only a leaked key is known, by the key itself.
 *
 * @throws CommandFailure where there is none.
 */
export async function findKey(
  store: Store,
  idOrKey: string,
  { apiKeyPrefix }: DatabaseConfig,
): Promise<ApiKeyRecord> {
  const isKey = isApiKey(apiKeyPrefix, idOrKey);
  const found = isKey
    ? await store.apiKeys.findByHash(hashApiKey(idOrKey))
    : await store.apiKeys.find(idOrKey);
  if (found) return found;
  throw new CommandFailure(
    isKey
      ? 'This key is not in the store.'
      : "There is no key with this id. `keys list --user ID` shows the ids of a user's keys.",
  );
}
