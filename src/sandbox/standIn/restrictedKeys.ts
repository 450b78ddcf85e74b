import { maskedKey } from './authentication.ts';
import { objectIn, rejectOthers, required, text } from './jsonInput.ts';
import { isGranted, permissionFor, permissionNames } from './permissions.ts';
import { invalidParam, StripeError } from './stripeError.ts';

export type RestrictedKeys = {
  /**
   * Gives a restricted key its permissions; those of before are gone. A restricted key that was given none may do
   * everything.
   *
   * @throws StripeError 400 for another kind of key, or a permission that there is not.
   * @example standIn.restrictedKeys.set('rk_test_1234567890', ['customer_portal_write', 'customer_read'])
   */
  set(key: string, permissions: readonly string[]): void;
  clear(): void;
};

export type Permissions = RestrictedKeys & {
  /** @throws StripeError 403 where the key lacks the permission for the request. */
  check(key: string, method: string, path: string): void;
};

export function createRestrictedKeys(): Permissions {
  const given = new Map<string, ReadonlySet<string>>();
  return {
    set(key, permissions) {
      if (!/^rk_test_\w+$/.test(key)) throw invalidParam('key', 'key must be a restricted one: rk_test_….');
      const unknown = permissions.find((name) => !permissionNames.includes(name));
      if (unknown !== undefined) {
        const message = `There is no permission ${unknown}; there are ${permissionNames.join(', ')}.`;
        throw invalidParam('permissions', message);
      }
      given.set(key, new Set(permissions));
    },
    clear: () => given.clear(),
    check(key, method, path) {
      const permissions = given.get(key);
      const needed = permissionFor(method, path);
      if (permissions === undefined || needed === undefined || isGranted(needed, permissions)) return;
      // As of 2026. Before, it ended: "Having the 'rak_customer_portal_write' permission would allow this request to
      // continue.", and had no code (t3dotgg/stripe-recommendations#23).
      throw new StripeError(403, {
        type: 'invalid_request_error',
        code: 'more_permissions_required',
        message: `Permission denied. The provided key '${maskedKey(key)}' does not have the required permissions for this endpoint on account 'acct_standin'. Enabling ${needed.title} ('${needed.name}') permissions on this key would allow this request to continue. You can edit permissions at https://dashboard.stripe.com/apikeys.`,
      });
    },
  };
}

/**
 * Reads the permissions of a key from JSON.
 *
 * @throws StripeError 400 that names the field and says what it may be.
 * @example readRestrictedKey('{"key": "rk_test_1", "permissions": ["customer_read"]}')
 */
export function readRestrictedKey(json: string): { key: string; permissions: readonly string[] } {
  const input = objectIn(json, '{"key": "rk_test_1", "permissions": ["customer_read"]}');
  rejectOthers(input, '', ['key', 'permissions']);
  const { permissions } = input;
  if (!Array.isArray(permissions) || !permissions.every((name) => typeof name === 'string')) {
    throw invalidParam('permissions', 'permissions must be a list of texts.');
  }
  return { key: required('key', text(input, 'key')), permissions };
}
