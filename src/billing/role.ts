/** What a member is in an organization. */
export const roles = ['user', 'billing', 'workspaces', 'administrators', 'owner'] as const;
export type Role = (typeof roles)[number];

const billingManagers: ReadonlySet<Role> = new Set(['billing', 'administrators', 'owner']);

/** Whether a member in this role may open the organization's billing portal. */
export function mayManageBilling(role: Role): boolean {
  return billingManagers.has(role);
}

/** Whether a text, such as a claim of an access token, names a role. */
export function isRole(text: unknown): text is Role {
  return roles.some((role) => role === text);
}
