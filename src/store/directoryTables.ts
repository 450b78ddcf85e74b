import type { Knex } from 'knex';

export type User = { readonly id: string };
export type OrganizationRow = {
  readonly id: string;
  readonly name: string;
  readonly portal_profile: string | null;
};
export type MemberRow = { readonly user_id: string; readonly organization_id: string; readonly role: string };

export function users(db: Knex) {
  return db<User>('users');
}

export function organizations(db: Knex) {
  return db<OrganizationRow>('organizations');
}

export function members(db: Knex) {
  return db<MemberRow>('members');
}
