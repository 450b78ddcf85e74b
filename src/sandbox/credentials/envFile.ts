import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Config } from '../../config.ts';
import { demoCredentials, demoOwners } from '../demoOwners.ts';
import { readIfThere, writePrivateFile } from '../privateFile.ts';

/** The demo credentials by the names of their variables. */
export type Credentials = Readonly<Record<string, string>>;

/** Reads the credentials of an earlier start; none where there was no such start. */
export async function readEnvFile(file: string): Promise<Readonly<Record<string, string | undefined>>> {
  return parseEnv((await readIfThere(file)) ?? '');
}

export async function writeEnvFile(
  file: string,
  credentials: Credentials,
  config: Pick<Config, 'databaseUrl' | 'stripe'>,
): Promise<void> {
  await writePrivateFile(file, renderEnvFile(credentials, config));
}

/**
 * The text of `sandbox.env`: a variable for each credential, explained, then what the commands need to work on the
 * sandbox. A shell can source it, and `NAME=value` can be read line by line.
 */
function renderEnvFile(
  credentials: Credentials,
  { databaseUrl, stripe }: Pick<Config, 'databaseUrl' | 'stripe'>,
) {
  const lines = demoCredentials.flatMap(({ name, user, shows }) => [
    `# ${nameOf(user)}: ${shows}.`,
    `${name}=${credentials[name] ?? ''}`,
  ]);
  return `# SANDBOX CREDENTIALS: made up for trying things out, good for this sandbox alone, never for production.
# Written by the sandbox, which keeps them while they are valid; what you change here is lost.

${lines.join('\n')}

# With these the commands (npm run -s cli -- …) work on the sandbox's store and its Stripe stand-in.
export DATABASE_URL=${quoted(absolute(databaseUrl))}
export STRIPE_SECRET_KEY=${quoted(stripe.secretKey)}
export STRIPE_API_BASE=${quoted(stripe.apiBase ?? '')}
`;
}

function nameOf(user: string): string {
  const owner = demoOwners.find(({ type, id }) => type === 'user' && id === user);
  return owner ? `${owner.name} (user ${user})` : 'Nobody';
}

/** An SQLite file by its whole path, for whoever works in another folder. */
function absolute(databaseUrl: string): string {
  const file = /^sqlite:(.+)$/.exec(databaseUrl)?.[1];
  return file === undefined ? databaseUrl : `sqlite:${resolve(file)}`;
}

/** For a shell, in quotes where it would otherwise read something into it. */
function quoted(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
