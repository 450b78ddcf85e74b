import { catalogue } from '../../generated/catalogue.ts';
import { ApiError } from '../errors.ts';

/** What a caller reads about a refusal. */
export type Told = { readonly code: ApiError['code']; readonly message: string; readonly docUrl: string };

export type Answer = { readonly eligible: true } | ({ readonly eligible: false } & Told);

/**
 * Asks whether a portal would open: what the portal's route would refuse is the answer here, and not an error. What is
 * nobody's refusal, such as a database that is down, is thrown on.
 *
 * @param decide the decision that the portal's route takes.
 */
export async function askEligibility(
  decide: () => Promise<unknown>,
  tell: (error: ApiError) => Told,
): Promise<Answer> {
  try {
    await decide();
    return { eligible: true };
  } catch (error) {
    if (!(error instanceof ApiError) || catalogue[error.code].status >= 500) throw error;
    const { code, message, docUrl } = tell(error);
    return { eligible: false, code, message, docUrl };
  }
}
