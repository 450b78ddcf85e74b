import schema from '../../portal-config.schema.json' with { type: 'json' };

const pattern = new RegExp(schema.properties.profiles.propertyNames.pattern);

/** What a profile's name must be, in words that follow on what has one. */
export const profileNameRule =
  'must be a name of at most 40 lower-case letters, digits and hyphens that starts with a letter';

/** Whether a profile of `portal-config.yaml` can be called so. */
export function isProfileName(text: string): boolean {
  return pattern.test(text);
}
