import { formatOwner } from '../../billing/owner.ts';
import type { DatabaseAndStripeConfig } from '../../config.ts';
import type { Store } from '../../store/connection.ts';
import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';
import { type Conflict, conflictsAbout } from './conflict.ts';
import { waysText } from './conflictText.ts';
import { factsFromStripe } from './factsFromStripe.ts';

/**
 * Has an owner stay with the customer that they have: the one that was set aside stays so, whatever names it again.
 *
 * @returns the conflict that was settled.
 * @throws CommandFailure where there is none that can be left so, with what settles it instead.
 */
export async function dismissConflict(
  config: DatabaseAndStripeConfig,
  store: Store,
  customerId: string,
): Promise<Conflict> {
  const open = await conflictsAbout(store, customerId);
  const [first] = open;
  if (first === undefined) {
    throw new CommandFailure(
      `No link to ${visible(customerId)} is set aside. \`customers conflicts\` lists those that are.`,
    );
  }
  const conflict = open.find(
    ({ belongsTo, ownersCustomer }) => belongsTo === null && ownersCustomer !== null,
  );
  if (conflict === undefined) {
    throw new CommandFailure(
      `Stripe would name ${visible(formatOwner(first.owner))} for ${visible(customerId)} again with the next event, so this cannot be left as it is. Nothing was changed. What settles it:\n${waysText(first)}`,
    );
  }
  const facts = await factsFromStripe(config, conflict.owner, customerId, 'customers conflicts');
  if (!(await store.linkConflicts.dismiss(facts))) {
    throw new CommandFailure(
      `${visible(customerId)} was linked in the meantime. Nothing was changed. \`customers conflicts\` shows what is open.`,
    );
  }
  return conflict;
}
