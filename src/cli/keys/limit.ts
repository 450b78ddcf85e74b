import { ApiError } from '../../errors.ts';
import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';

/** Issues a key, and tells a person what to do where the user has as many as there can be. */
export async function tellingLimit<T>(userId: string, issue: () => Promise<T>): Promise<T> {
  try {
    return await issue();
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'API_KEY_LIMIT_REACHED') throw error;
    throw new CommandFailure(
      `The user ${visible(userId)} has ten active keys already, the most there can be. Look for one that is not used any more (keys list --user ${visible(userId)}) and revoke it, or rotate one.`,
    );
  }
}
