import { randomBytes } from 'node:crypto';
import { sandboxMarks } from '../config.ts';
import { readIfThere, writePrivateFile } from './privateFile.ts';

/** What the sandbox remembers from one start to the next. */
export type Memory = {
  readonly jwtSecret: string;
  readonly webhookSecret: string;
  /** 32 bytes in base64. */
  readonly encryptionKey: string;
  /** Where the stand-in was; portal links lead there. */
  readonly standInPort?: number;
  /** Where the demo app was; open portals lead back there. */
  readonly demoAppPort?: number;
};

/** Reads the memory, and makes up anew what is missing or damaged: nothing in it is worth a refusal to start. */
export async function recall(file: string): Promise<Memory> {
  const stored = parse(await readIfThere(file));
  const { standInPort, demoAppPort } = stored;
  return {
    jwtSecret: kept(stored.jwtSecret, /^sandbox-[\w-]{43}$/) ?? marked(sandboxMarks.jwtSecret),
    webhookSecret:
      kept(stored.webhookSecret, /^whsec_sandbox_[\w-]{43}$/) ?? marked(sandboxMarks.webhookSecret),
    encryptionKey: kept(stored.encryptionKey, /^[A-Za-z0-9+/]{43}=$/) ?? randomBytes(32).toString('base64'),
    ...(typeof standInPort === 'number' && { standInPort }),
    ...(typeof demoAppPort === 'number' && { demoAppPort }),
  };
}

export async function remember(file: string, memory: Memory): Promise<void> {
  await writePrivateFile(file, `${JSON.stringify(memory, null, 2)}\n`);
}

/** A secret of 256 bits that says what it is. */
function marked(mark: string): string {
  return mark + randomBytes(32).toString('base64url');
}

function kept(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function parse(text = '{}'): { readonly [K in keyof Memory]?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
