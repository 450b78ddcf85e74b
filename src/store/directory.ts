import { type Role, roles } from '../billing/role.ts';
import type { Database } from './database.ts';
import { type CountedImportOptions, type ImportChanges, importAndCount } from './directoryChanges.ts';
import type { DirectoryEntry } from './directoryEntry.ts';
import { type ImportOptions, type ImportSummary, importLines } from './directoryImport.ts';
import { members, organizations, type User, users } from './directoryTables.ts';
import { isStorableId, oneOf } from './values.ts';

export type { User } from './directoryTables.ts';
export type Organization = {
  readonly id: string;
  readonly name: string;
  /** Of its portal; null for `default`. */
  readonly portalProfile: string | null;
};
/** `portalProfile` is the organization's. */
export type Membership = Pick<Organization, 'portalProfile'> & {
  readonly organizationId: string;
  readonly role: Role;
};
export type Member = { readonly userId: string; readonly role: Role };

export type Directory = ReturnType<typeof createDirectory>;

/** Users, organizations and who is a member of which, as imports told. */
export function createDirectory(database: Database) {
  return {
    /** The user with exactly this id, if there is one. */
    async findUser(id: string): Promise<User | undefined> {
      if (!isStorableId(id)) return undefined;
      return database.query((db) => users(db).where({ id }).first());
    },

    /** The organization with exactly this id, if there is one. */
    async findOrganization(id: string): Promise<Organization | undefined> {
      if (!isStorableId(id)) return undefined;
      const row = await database.query((db) => organizations(db).where({ id }).first());
      return row && { id: row.id, name: row.name, portalProfile: row.portal_profile };
    },

    /** The organizations that a user belongs to, in the order of their ids; empty for an unknown user. */
    async membershipsOf(userId: string): Promise<readonly Membership[]> {
      if (!isStorableId(userId)) return [];
      const rows = await database.query((db) =>
        members(db)
          .join('organizations', 'organizations.id', 'members.organization_id')
          .where({ user_id: userId })
          .orderBy('organization_id')
          .select('organization_id', 'role', 'portal_profile'),
      );
      return rows.map((row) => ({
        organizationId: row.organization_id,
        role: oneOf(roles, row.role),
        portalProfile: row.portal_profile,
      }));
    },

    /** The members of an organization, in the order of their ids; empty for an unknown one. */
    async membersOf(organizationId: string): Promise<readonly Member[]> {
      if (!isStorableId(organizationId)) return [];
      const rows = await database.query((db) =>
        members(db).where({ organization_id: organizationId }).orderBy('user_id'),
      );
      return rows.map((row) => ({ userId: row.user_id, role: oneOf(roles, row.role) }));
    },

    /** See `importLines` in directoryImport.ts. */
    importLines: (entries: Iterable<DirectoryEntry>, options?: ImportOptions): Promise<ImportSummary> =>
      importLines(database, entries, options),

    /** See `importAndCount` in directoryChanges.ts. */
    importAndCount: (
      entries: Iterable<DirectoryEntry>,
      options?: CountedImportOptions,
    ): Promise<ImportChanges> => importAndCount(database, entries, options),
  };
}
