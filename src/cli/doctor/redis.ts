import { pingRedis } from '../../redis/ping.ts';
import type { Opened } from './context.ts';
import { error, type Findings, ok } from './finding.ts';

/** Redis, where it is configured. */
export async function checkRedis({ values }: Opened): Findings {
  const url = values.REDIS_URL;
  if (url === undefined) return [];
  const answers = await pingRedis(url);
  return [
    answers
      ? ok('Redis answers.')
      : error(
          'Redis does not answer: each replica counts limits for itself.',
          'Check REDIS_URL, and that Redis runs and lets this machine in.',
        ),
  ];
}
