import { Presets, SingleBar } from 'cli-progress';
import type { ReconcileProgress } from '../../sync/reconcile.ts';

const plainLineEveryMs = 15_000;

/**
 * Tells how far a comparison has come: on a terminal in one line that is written over, otherwise now and then in a line of
 * its own. How much there is in Stripe is not known before the end, so no end is drawn.
 */
export function createReconcileProgress(terminal: NodeJS.WriteStream = process.stderr): {
  step(progress: ReconcileProgress): void;
  end(): void;
} {
  const bar = new SingleBar(
    {
      format: 'Comparing {phase}: {value} customers, {events} undelivered events',
      stream: terminal,
      noTTYOutput: true,
      notTTYSchedule: plainLineEveryMs,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.legacy,
  );
  bar.start(0, 0, { phase: 'events', events: 0 });
  return {
    step({ phase, counts }) {
      const { events, newEvents: _, ...outcomes } = counts;
      bar.update(
        Object.values(outcomes).reduce((sum, count) => sum + count, 0),
        { phase, events },
      );
    },
    end: () => bar.stop(),
  };
}
