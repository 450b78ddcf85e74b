/** Stripe's answers to `customerFacts`: four requests a customer, at ten a second. */
const customersPerSecond = 2.5;
const plainLineEveryMs = 15_000;

export type Progress = { step(): void; say(text: string): void; end(): void };

/**
 * Tells how far the questions to Stripe have got: in one line that is written over on a terminal, now and then in a line
 * of its own otherwise (a log).
 *
 * @param total customers to ask about.
 */
export function createProgress(
  total: number,
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'write'> = process.stderr,
  now: () => number = Date.now,
): Progress {
  let done = 0;
  let lastTold = now();
  const clear = terminal.isTTY ? '\r\x1b[K' : '';
  const line = (text: string) => terminal.write(`${clear}${text}\n`);
  line(`Asking Stripe about ${customers(total)}: ${timeFor(total)}.`);
  return {
    step() {
      done++;
      const text = `${done} of ${customers(total)}, ${timeFor(total - done)} left`;
      if (terminal.isTTY) terminal.write(clear + text);
      else if (now() - lastTold >= plainLineEveryMs) {
        lastTold = now();
        line(text);
      }
    },
    say: line,
    end() {
      terminal.write(clear);
    },
  };
}

function customers(count: number): string {
  return count === 1 ? '1 customer' : `${count} customers`;
}

function timeFor(count: number): string {
  const seconds = Math.ceil(count / customersPerSecond);
  return seconds < 100 ? `about ${seconds} s` : `about ${Math.ceil(seconds / 60)} min`;
}
