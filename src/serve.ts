import type { Running } from './run.ts';

/** Longer than the longest call to Stripe (8 s), so that a drain ends by itself. */
const drainMilliseconds = 15_000;

/**
 * Keeps a running service until SIGTERM or SIGINT, then drains it and ends the process: with status 0, or with 1 where
 * draining failed or took too long.
 *
 * Further signals change nothing, as `close` may be called twice: Ctrl-C comes from the terminal, and again from npm.
 */
export function serveUntilSignal({ close, log }: Pick<Running, 'close' | 'log'>): void {
  const stop = () => {
    setTimeout(() => {
      log.error({}, 'draining took too long');
      process.exit(1);
    }, drainMilliseconds).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'draining failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
