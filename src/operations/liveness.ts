import type { RequestHandler } from 'express';
import type { Liveness } from '../../generated/openapi.ts';

/** `GET /livez`: the process can answer. It asks nothing else, or an outage elsewhere would get it restarted. */
export const liveness: RequestHandler = (_req, res) => {
  const alive: Liveness = { status: 'ok' };
  res.set('Cache-Control', 'no-store').json(alive);
};
