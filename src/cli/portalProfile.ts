import { defaultPortalProfile } from '../billing/portalConfiguration.ts';
import { Malformed, type Parser } from '../config/parsers.ts';
import { isProfileName, profileNameRule } from '../portalConfig/profileName.ts';
import type { Store } from '../store/connection.ts';
import { note } from './output.ts';

/** The name of a profile of `portal-config.yaml`. */
export const portalProfile: Parser<string> = (text) => {
  if (!isProfileName(text)) throw new Malformed(profileNameRule);
  return text;
};

/**
 * Says which of some profiles are not applied yet: nobody's portal opens with one. `default` needs no apply.
 *
 * @param livemodes the Stripe modes in which it would be enough.
 */
export async function noteUnapplied(
  { portalConfigurations }: Pick<Store, 'portalConfigurations'>,
  profiles: Iterable<string>,
  livemodes: readonly boolean[],
): Promise<void> {
  const given = [...new Set(profiles)].filter((profile) => profile !== defaultPortalProfile);
  if (given.length === 0) return;
  const applied = (
    await Promise.all(livemodes.map((livemode) => portalConfigurations.list(livemode)))
  ).flat();
  for (const profile of given.filter((name) => !applied.some((one) => one.profile === name))) {
    note(
      `Note: the portal profile ${profile} is not applied yet, so portals with it are refused. Run \`billing-portal portal-config apply\` with a file that has it.`,
    );
  }
}
