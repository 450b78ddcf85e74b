import { ConfigError } from '../config.ts';
import { ApiError } from '../errors.ts';
import { startFailure } from '../startFailure.ts';
import { LinkConflict } from '../store/linkConflict.ts';
import { NewerDatabaseError } from '../store/migrations.ts';
import { CommandFailure } from './commandFailure.ts';
import { stripeFailureText } from './stripeFailure.ts';

/** What a person reads when a command fails: what is wrong and what to do; never a stack, SQL, a host or a secret. */
export function failureText(error: unknown): string {
  if (error instanceof ApiError) return apiErrorText(error);
  if (error instanceof ConfigError) return startFailure(error);
  const isOurs = [CommandFailure, LinkConflict, NewerDatabaseError].some((kind) => error instanceof kind);
  if (error instanceof Error && isOurs) return error.message;
  return `The command failed for a reason that it does not know: ${nameOf(error)}.`;
}

function apiErrorText(error: ApiError): string {
  const stripeText = stripeFailureText(error);
  if (stripeText !== undefined) return stripeText;
  if (error.code === 'SERVICE_UNAVAILABLE') return startFailure(error);
  return `The command failed: ${error.code}.`;
}

/** A library's message may name a host, a statement or a value in it; its name and code do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
