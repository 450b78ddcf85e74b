import { formatOwner } from '../../billing/owner.ts';
import { usualLookupSettings } from '../../sync/liveLookup.ts';
import type { Grounds } from './decide.ts';

/** What the look-up of a portal request has to do with its answer, in words; null where it has nothing. */
export function lookUpText({ lookUp, owner, known }: Grounds): string | null {
  const { timeMs, freshMs, rememberMs } = usualLookupSettings;
  const whom = owner ? formatOwner(owner) : 'the owner';
  const what = known ? `how ${known.customerId} is now` : `for a customer that names ${whom}`;
  const first = `The request itself first asks Stripe ${what}, for ${timeMs / 1000} s at most`;
  switch (lookUp) {
    case 'not needed':
      return null;
    case 'too fresh':
      return `The request itself does not ask Stripe: what the store has is younger than ${freshMs / 1000} s.`;
    case 'not asked':
      return `${first}, and a portal opens if Stripe has what is missing here. This command did not ask.`;
    case 'unanswered':
      return `${first}. Stripe did not answer in that time just now, so the store decides.`;
    default:
      return `${first}; this command has asked the same, and this is the answer by what Stripe said. A process of the service that has asked about ${whom} within the last ${rememberMs / 1000} s does not ask again, and answers by the store.`;
  }
}
