/** What this room asks of a log: pino's shape. */
export type Log = { warn(fields: object, message: string): void };
