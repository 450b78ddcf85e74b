/** How long work on the database may take, in milliseconds, and how many connections it may hold. */
export type Limits = {
  /** To make one connection. */
  readonly connect: number;
  /** To get a connection from the pool, making it included. */
  readonly acquire: number;
  /** For one statement; PostgreSQL stops it then. */
  readonly statement: number;
  /** For the whole of a store function, retries included. */
  readonly total: number;
  readonly connections: number;
};

/** For work that a caller waits for, who is to hear of a fault within 2.5 s. */
export const requestLimits: Limits = {
  connect: 1_500,
  acquire: 1_900,
  statement: 1_900,
  total: 2_000,
  connections: 10,
};

/** For migrations and imports, which wait for one another. */
export const longLimits: Limits = {
  connect: 5_000,
  acquire: 10_000,
  statement: 300_000,
  total: 900_000,
  connections: 1,
};
