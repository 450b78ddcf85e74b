import { apiKeyIssuerOf, type Parts } from '../../build.ts';
import { demoCredentials } from '../demoOwners.ts';
import type { SandboxConfig } from '../sandboxConfig.ts';
import { createDemoTokens } from './accessTokens.ts';
import { createDemoKeys } from './apiKeys.ts';
import { type Credentials, readEnvFile, writeEnvFile } from './envFile.ts';

export type KeeperParts = SandboxConfig & {
  /** Where the credentials are kept: `sandbox.env`. */
  readonly file: string;
  readonly store: Parts['store'];
  readonly now?: () => Date;
};

export type Keeper = {
  /** Writes the file anew: what is good stays, the rest is issued again. */
  renew(): Promise<Credentials>;
};

/** Keeps the demo credentials good, and in their file. */
export function createKeeper({
  config,
  signingSecret,
  file,
  store,
  now = () => new Date(),
}: KeeperParts): Keeper {
  const tokens = createDemoTokens({ config, signingSecret, now });
  const issuer = apiKeyIssuerOf(store, config);
  const keys = createDemoKeys({ config, apiKeys: store.apiKeys, issuer, now });

  return {
    async renew() {
      const before = await readEnvFile(file);
      const credentials: Record<string, string> = {};
      for (const credential of demoCredentials) {
        const kept = before[credential.name] ?? '';
        const isGood =
          credential.kind === 'token'
            ? await tokens.isGood(kept, credential)
            : await keys.isGood(kept, credential);
        if (isGood) credentials[credential.name] = kept;
        else if (credential.kind === 'token') credentials[credential.name] = await tokens.issue(credential);
        else credentials[credential.name] = await keys.issue(credential);
      }
      await writeEnvFile(file, credentials, config);
      return credentials;
    },
  };
}

const renewalMilliseconds = 10 * 60_000;

/**
 * Renews again and again, in the background, so that the file is good however long the sandbox runs.
 *
 * @param onError hears of a renewal that failed; the next one tries again.
 * @returns a function that ends it, and resolves when the renewal under way is done.
 */
export function renewRegularly(keeper: Keeper, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => keeper.renew()).catch(onError);
  }, renewalMilliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
