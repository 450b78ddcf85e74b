/**
 * How the database cannot be reached: other writers are in the way, and nothing was changed; no connection could be
 * made; the connection broke under a statement, whose outcome is unknown; or whatever else stops the database.
 */
export type Outage = 'busy' | 'notConnected' | 'lostConnection' | 'unavailable';

type Failure = { readonly code: string; readonly name: string; readonly message: string };

/** Conflicts with other writers. PostgreSQL: serialization failure, deadlock; the transaction is undone. */
const busy = /^(SQLITE_BUSY\w*|SQLITE_LOCKED\w*|40001|40P01)$/;

/**
 * PostgreSQL's classes 08 (connection), 53 (resources), 57 (operator, statement time-out), 58 (system), and: a
 * read-only server, idle in a transaction, lock time-out
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html); SQLite's that concern the file or the disk.
 */
const unavailable =
  /^((08|53|57|58)[0-9A-Z]{3}|25006|25P03|55P03|SQLITE_(CANTOPEN|IOERR|FULL|READONLY|PROTOCOL)\w*)$/;

/** The server ended the session. 57P01 to 57P03: shut down, crashed, starting. */
const lostCodes = /^(ECONNRESET|EPIPE|08003|08006|57P0[1-3])$/;
const lostMessages = /Connection terminated|Connection ended|is not queryable/;

/** Operating system errors of a socket: ECONNREFUSED, EAI_AGAIN … but not Node's own ERR_… */
const systemCodes = /^E(?!RR_)[A-Z_]+$/;
const otherMessages = /Query read timeout|Unable to acquire a connection|^aborted$/;

/** Which outage an error of a running statement stands for; undefined for what is no outage: a fault of ours. */
export function outageOf(error: unknown): Outage | undefined {
  const { code, name, message } = failureOf(error);
  if (busy.test(code)) return 'busy';
  if (lostCodes.test(code) || lostMessages.test(message)) return 'lostConnection';
  if (unavailable.test(code) || systemCodes.test(code)) return 'unavailable';
  if (name === 'KnexTimeoutError' || otherMessages.test(message)) return 'unavailable';
  return undefined;
}

/** Whether a write broke a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return /^(23505|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/.test(failureOf(error).code);
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: '', name: '', message: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { code, name: error.name, message: error.message };
}
