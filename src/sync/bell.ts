export type Bell = {
  /** Wakes whoever waits; if nobody does, the next one who would. */
  ring(): void;
  /** Resolves at the next ring, or after some milliseconds. */
  wait(milliseconds: number): Promise<void>;
};

/** Lets one loop sleep until there is something to do. */
export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      if (wake) wake();
      else rung = true;
    },
    async wait(milliseconds) {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, milliseconds);
        wake = resolve;
        await promise;
        wake = undefined;
        clearTimeout(timer);
      }
      rung = false;
    },
  };
}
