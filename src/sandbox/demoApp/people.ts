import type { Owner } from '../../billing/owner.ts';
import { type DemoCredential, type DemoOwner, demoCredentials, demoOwners } from '../demoOwners.ts';

/** Somebody who may be signed in to the demo app: a user with an access token, who pays for themselves. */
export type Person = Pick<DemoCredential, 'name' | 'shows'> & {
  readonly owner: Owner;
  readonly displayName: string;
  readonly email: string | undefined;
};

/** Everybody whom the demo app can sign in, in the order of `sandbox.env`. */
export const people: readonly Person[] = demoCredentials.flatMap(({ kind, name, shows, user }) => {
  const known = findUser(user);
  // A member's portal is their organization's, and its contract takes no return URL.
  if (kind !== 'token' || known?.memberOf) return [];
  const owner = { type: 'user', id: user } as const;
  return [{ name, shows, owner, displayName: known?.name ?? user, email: known?.email }];
});

/** @param name of the credential; of anything else, the newcomer is taken. */
export function personOf(name: string | null): Person {
  const person = people.find((one) => one.name === name) ?? people.find((one) => one.name === newcomer);
  if (!person) throw new Error(`There is no ${newcomer} among the demo credentials.`);
  return person;
}

const newcomer = 'TOKEN_NEWCOMER';

function findUser(user: string): DemoOwner | undefined {
  return demoOwners.find(({ type, id }) => type === 'user' && id === user);
}
