import { ConfigError } from './config.ts';
import { ApiError } from './errors.ts';

/** What a person reads when the program cannot start: what is wrong and what to do, never a stack or a secret. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof ApiError && error.code === 'SERVICE_UNAVAILABLE') {
    return 'The database cannot be reached. Check DATABASE_URL, and that the database runs and lets this machine in.';
  }
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Stop that, or set PORT to a free one.';
  }
  if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
    return 'This user may not listen on that port. Set PORT to one above 1023.';
  }
  return `The program cannot start: ${error instanceof Error ? error.message : 'unknown reason'}`;
}
