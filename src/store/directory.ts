import { type Role, roles } from '../billing/role.ts';
import type { Database } from './database.ts';
import { type CountedImportOptions, type ImportChanges, importAndCount } from './directoryChanges.ts';
import type { DirectoryEntry } from './directoryEntry.ts';
import { type ImportOptions, type ImportSummary, importLines } from './directoryImport.ts';
import { members, type Organization, organizations, type User, users } from './directoryTables.ts';
import { isStorableId, oneOf } from './values.ts';

export type { Organization, User } from './directoryTables.ts';
export type Membership = { readonly organizationId: string; readonly role: Role };

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
      return database.query((db) => organizations(db).where({ id }).first());
    },

    /** The organizations that a user belongs to, in the order of their ids; empty for an unknown user. */
    async membershipsOf(userId: string): Promise<readonly Membership[]> {
      if (!isStorableId(userId)) return [];
      const rows = await database.query((db) =>
        members(db).where({ user_id: userId }).orderBy('organization_id'),
      );
      return rows.map((row) => ({ organizationId: row.organization_id, role: oneOf(roles, row.role) }));
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
