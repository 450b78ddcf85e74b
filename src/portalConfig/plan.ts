import type { PortalConfiguration, PortalProfile } from '../billing/portalConfiguration.ts';
import { type Difference, differences } from './differences.ts';
import type { NamedProfile } from './readPortalConfig.ts';
import { contentHash } from './toProfile.ts';

/** What is to be done for a profile, and why. */
export type ProfilePlan = {
  readonly profile: string;
  /** `save`: Stripe is as the file says, and the store does not know it. */
  readonly action: 'create' | 'update' | 'save' | 'none';
  /** The profile's configuration in Stripe. */
  readonly present: PortalConfiguration | undefined;
  readonly content: PortalProfile;
  readonly hash: string;
  /** What changed since it was applied: the file, or somebody changed Stripe by hand. */
  readonly changedIn: readonly ('file' | 'stripe')[];
  readonly differences: readonly Difference[];
  readonly notes: readonly string[];
};

/** Which configuration the store has for a profile. */
export type AppliedIds = ReadonlyMap<string, string>;

/**
 * Plans how Stripe and the store become as the file says.
 *
 * @param found all configurations in Stripe, the oldest first.
 * @param applied the store's.
 */
export function planProfiles(
  profiles: readonly NamedProfile[],
  found: readonly PortalConfiguration[],
  applied: AppliedIds,
): readonly ProfilePlan[] {
  return profiles.map((named) => planProfile(named, found, applied.get(named.name)));
}

function planProfile(
  { name, profile: content, notes }: NamedProfile,
  found: readonly PortalConfiguration[],
  appliedId: string | undefined,
): ProfilePlan {
  const own = found.filter(({ profile }) => profile === name);
  const present = own.find(({ id }) => id === appliedId) ?? own[0];
  const hash = contentHash(content);
  const changes = differences(present?.content, content);
  const isDone = changes.length === 0 && present?.hash === hash;
  const done = present?.id === appliedId ? 'none' : 'save';
  const todo = present === undefined ? 'create' : 'update';
  return {
    profile: name,
    action: isDone ? done : todo,
    present,
    content,
    hash,
    changedIn: present === undefined ? [] : changedIn(present, hash),
    differences: changes,
    notes: [...notes, ...copiesNote(own, present)],
  };
}

/** Nowhere where no apply came to its end. */
function changedIn({ hash: applied, content }: PortalConfiguration, hash: string): ProfilePlan['changedIn'] {
  if (applied === null) return [];
  return [
    ...(applied === hash ? [] : (['file'] as const)),
    ...(applied === contentHash(content) ? [] : (['stripe'] as const)),
  ];
}

function copiesNote(own: readonly PortalConfiguration[], present: PortalConfiguration | undefined): string[] {
  const others = own.filter((one) => one !== present).map(({ id }) => id);
  if (others.length === 0) return [];
  return [`Not used, though they say that they are this profile, too: ${others.join(', ')}.`];
}

/** The configurations of profiles that the file does not have. They are left as they are. */
export function notInFile(
  profiles: readonly NamedProfile[],
  found: readonly PortalConfiguration[],
): readonly PortalConfiguration[] {
  const names = new Set(profiles.map(({ name }) => name));
  return found.filter(({ profile }) => profile !== null && !names.has(profile));
}
