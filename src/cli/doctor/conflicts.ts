import { type Opened, storeOf } from './context.ts';
import { type Findings, ok, warning } from './finding.ts';

/** Links that Stripe names, and that were set aside for a person. */
export async function checkConflicts(opened: Opened): Findings {
  const links = await storeOf(opened).linkConflicts.list();
  const ours = links.filter(({ livemode }) => livemode === opened.livemode);
  if (ours.length === 0) return [ok('No customer is set aside.')];
  const message = `${ours.length} customers are set aside, because their owner cannot have them.`;
  return [warning(message, 'billing-portal customers conflicts')];
}
