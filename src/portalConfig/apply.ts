import type { PortalConfiguration } from '../billing/portalConfiguration.ts';
import { ApiError } from '../errors.ts';
import { type ProfilePlan, planProfiles } from './plan.ts';
import type { NamedProfile } from './readPortalConfig.ts';

/** What applying works with: Stripe, and the store. */
export type ApplyParts = {
  readonly livemode: boolean;
  readonly configurations: {
    list(): Promise<readonly PortalConfiguration[]>;
    /** Makes an empty one; whoever asks at the same time gets the same one. */
    create(profile: string, attempt: number): Promise<PortalConfiguration | undefined>;
    update(
      present: PortalConfiguration,
      change: Pick<ProfilePlan, 'profile' | 'hash' | 'content'>,
    ): Promise<PortalConfiguration | undefined>;
  };
  readonly applied: {
    list(
      livemode: boolean,
    ): Promise<readonly { readonly profile: string; readonly configurationId: string }[]>;
    save(applied: {
      readonly profile: string;
      readonly livemode: boolean;
      readonly configurationId: string;
      readonly hash: string;
      readonly appliedAt: string;
    }): Promise<void>;
  };
  readonly locks: { run<T>(name: string, work: () => Promise<T>): Promise<T> };
  readonly now: () => Date;
};

/** A plan that was carried out. */
export type AppliedProfile = ProfilePlan & { readonly configurationId: string };

/** A configuration may be gone that Stripe remembers to have made; more often than this is no accident. */
const attempts = 3;

/** Looks at Stripe and at the store, and plans. Nothing is changed. */
export async function planNow(
  { livemode, configurations, applied }: Pick<ApplyParts, 'livemode' | 'configurations' | 'applied'>,
  profiles: readonly NamedProfile[],
): Promise<{ plans: readonly ProfilePlan[]; found: readonly PortalConfiguration[] }> {
  const [found, saved] = await Promise.all([configurations.list(), applied.list(livemode)]);
  const ids = new Map(saved.map(({ profile, configurationId }) => [profile, configurationId]));
  return { plans: planProfiles(profiles, found, ids), found };
}

/**
 * Makes Stripe and the store as the file says: one configuration for a profile, however often and by however many
 * processes at once. A second run changes nothing.
 *
 * @param onApplied hears of each profile when it is done; those before a failure stay done.
 * @throws what Stripe's and the store's parts throw.
 */
export async function applyProfiles(
  parts: ApplyParts,
  profiles: readonly NamedProfile[],
  onApplied: (applied: AppliedProfile) => void,
): Promise<void> {
  const { livemode, applied, locks, now } = parts;
  await locks.run(`portal configuration ${livemode ? 'live' : 'test'}`, async () => {
    const { plans } = await planNow(parts, profiles);
    for (const plan of plans) {
      const { profile, hash, action } = plan;
      const configurationId = await writeToStripe(parts, plan);
      if (action !== 'none') {
        await applied.save({ profile, livemode, configurationId, hash, appliedAt: now().toISOString() });
      }
      onApplied({ ...plan, configurationId });
    }
  });
}

async function writeToStripe({ configurations }: ApplyParts, plan: ProfilePlan): Promise<string> {
  const { profile, action, present } = plan;
  if (present !== undefined && (action === 'none' || action === 'save')) return present.id;
  let target = present;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    target ??= await configurations.create(profile, attempt);
    const updated = target && (await configurations.update(target, plan));
    if (updated !== undefined) return updated.id;
    // It may have been made after all, or by somebody else.
    const [other] = (await configurations.list()).filter((one) => one.profile === profile);
    target = other;
  }
  throw new ApiError('STRIPE_UNAVAILABLE', { log: { stripe: { outcome: 'server_error' } } });
}
