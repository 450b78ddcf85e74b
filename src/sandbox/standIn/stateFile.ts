import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import Stripe from 'stripe';
import { type StandInState, type StoredState, stateFrom } from './state.ts';

export type StateStore = {
  readonly state: StandInState;
  /** Resolves when a write that began after this call is on disk; calls that wait together share one write. */
  save(): Promise<void>;
};

type StateFile = { readonly version: 1; readonly state: StoredState };

/**
 * Keeps the state in memory and, where a file is named, in that file too: written whole to a temporary file beside it
 * and renamed, so that nobody ever reads half of it.
 *
 * @throws Error that names the file where it is there and cannot be read as a stand-in's state.
 */
export async function openState(file: string | undefined): Promise<StateStore> {
  if (file === undefined) return { state: stateFrom({}), save: async () => {} };
  const state = await load(file);
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return {
    state,
    save() {
      waiting ??= running.then(() => {
        waiting = undefined;
        const write = store(file, state);
        // A failed write is told to those who wait for it; the next one tries again.
        running = write.catch(() => {});
        return write;
      });
      return waiting;
    },
  };
}

async function load(file: string): Promise<StandInState> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`The stand-in's state file ${file} cannot be read: ${error.code ?? error.message}.`);
  });
  if (text === undefined) return stateFrom({});
  try {
    const { version, state }: StateFile = JSON.parse(text, reviveDecimals);
    if (version === 1) return stateFrom(state);
  } catch {
    // Told below: whatever is wrong with it, it is no state of ours.
  }
  throw new Error(`${file} is not a state file of the stand-in. Name another file, or delete this one.`);
}

/** Stripe's decimals are objects in memory and texts in JSON. */
function reviveDecimals(key: string, value: unknown): unknown {
  return key.endsWith('_decimal') && typeof value === 'string' ? Stripe.Decimal.from(value) : value;
}

async function store(file: string, state: StandInState): Promise<void> {
  const toObject = (_: string, value: unknown) => (value instanceof Map ? Object.fromEntries(value) : value);
  const temporary = `${file}.${process.pid}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  // It holds portal links, which let in whoever has them.
  await writeFile(temporary, JSON.stringify({ version: 1, state }, toObject, 1), { mode: 0o600 });
  await rename(temporary, file);
}
