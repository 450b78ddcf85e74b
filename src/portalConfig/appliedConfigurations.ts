import { defaultPortalProfile } from '../billing/portalConfiguration.ts';
import { ApiError } from '../errors.ts';

/** How long an id is good before the store is asked again: an apply is felt within this time. */
const freshMilliseconds = 60_000;

export type AppliedConfigurationsParts = {
  readonly livemode: boolean;
  readonly store: {
    list(
      livemode: boolean,
    ): Promise<readonly { readonly profile: string; readonly configurationId: string }[]>;
  };
  readonly log: {
    info(facts: object, message: string): void;
    warn(facts: object, message: string): void;
  };
  readonly now: () => Date;
};

export type AppliedConfigurations = {
  /**
   * The id of the configuration that was applied for a profile.
   *
   * @param profile null or undefined for `default`.
   * @returns undefined for `default` where it is not applied: Stripe's own default is in its place.
   * @throws ApiError PORTAL_NOT_CONFIGURED for any other profile that is not applied; SERVICE_UNAVAILABLE where the store
   *   was never read and cannot be; later the last ids stay good.
   * @example await appliedConfigurations.idFor('annual') // 'bpc_1'
   */
  idFor(profile?: string | null): Promise<string | undefined>;
  /** Has the store asked anew by the next `idFor`, such as when Stripe says that a configuration was changed. */
  forget(): void;
  /** Reads the ids at boot, and says in the log where none is applied. */
  announce(): Promise<void>;
};

/** The portal configurations that sessions are opened with, read from the store at most once a minute. */
export function createAppliedConfigurations(parts: AppliedConfigurationsParts): AppliedConfigurations {
  const { livemode, store, log, now } = parts;
  let ids: ReadonlyMap<string, string> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<ReadonlyMap<string, string>> | undefined;

  async function read(): Promise<ReadonlyMap<string, string>> {
    const askedAt = now().getTime();
    try {
      const applied = await store.list(livemode);
      ids = new Map(applied.map(({ profile, configurationId }) => [profile, configurationId]));
    } catch (error) {
      if (ids === undefined) throw error;
      log.warn(
        { err: error },
        'the applied portal configurations could not be read; the last ones stay in use',
      );
    }
    readAt = askedAt;
    return ids;
  }

  /** One reading at a time, for all who wait. */
  function current(): Promise<ReadonlyMap<string, string>> {
    if (ids !== undefined && now().getTime() - readAt < freshMilliseconds) return Promise.resolve(ids);
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  function forget(): void {
    readAt = Number.NEGATIVE_INFINITY;
  }

  return {
    async idFor(profile) {
      const name = profile ?? defaultPortalProfile;
      const id = (await current()).get(name);
      if (id !== undefined || name === defaultPortalProfile) return id;
      // It may have been applied a moment ago, for the very caller who asks.
      forget();
      const applied = (await current()).get(name);
      // Never the default in its place: that may offer what this profile hides.
      if (applied === undefined) throw notApplied(name, livemode);
      return applied;
    },
    forget,
    async announce() {
      const applied = await current();
      if (applied.has(defaultPortalProfile)) {
        log.info({ portalConfigurations: Object.fromEntries(applied) }, 'portal configurations');
      } else {
        log.warn(
          {},
          "no portal configuration is applied, so Stripe's own default is used: run `billing-portal portal-config apply`",
        );
      }
    },
  };
}

function notApplied(profile: string, livemode: boolean): ApiError {
  const mode = livemode ? 'live' : 'test';
  return new ApiError('PORTAL_NOT_CONFIGURED', {
    cause: new Error(
      `the portal profile ${profile} is not applied in ${mode} mode: run \`billing-portal portal-config apply\` with a file that has it`,
    ),
    log: { portalProfile: profile },
  });
}
