import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { isoTime, storableId } from './values.ts';

/** The portal configuration that was applied for a profile, in one Stripe mode. */
export type AppliedPortalConfiguration = {
  readonly profile: string;
  readonly livemode: boolean;
  /** Stripe's id, `bpc_…`. */
  readonly configurationId: string;
  /** Of the content that was applied. */
  readonly hash: string;
  /** ISO 8601 in UTC. */
  readonly appliedAt: string;
};

type Row = {
  profile: string;
  livemode: boolean | number;
  configuration_id: string;
  hash: string;
  applied_at: string;
};

const rows = (db: Knex) => db<Row>('portal_configurations');

export type AppliedPortalConfigurations = ReturnType<typeof createPortalConfigurations>;

/** Which portal configuration a profile has: the service opens its sessions with it. */
export function createPortalConfigurations(database: Database) {
  return {
    /** Of one Stripe mode, by the name of the profile. */
    async list(livemode: boolean): Promise<readonly AppliedPortalConfiguration[]> {
      const found = await database.query((db) => rows(db).where({ livemode }).orderBy('profile'));
      return found.map(fromRow);
    },
    /** Saves what was applied, in the place of what was before. */
    async save(applied: AppliedPortalConfiguration): Promise<void> {
      const row = toRow(applied);
      await database.query((db) => rows(db).insert(row).onConflict(['profile', 'livemode']).merge());
    },
  };
}

function toRow({ profile, livemode, configurationId, hash, appliedAt }: AppliedPortalConfiguration): Row {
  return {
    profile,
    livemode,
    configuration_id: storableId(configurationId),
    hash,
    applied_at: isoTime(appliedAt),
  };
}

function fromRow(row: Row): AppliedPortalConfiguration {
  return {
    profile: row.profile,
    livemode: Boolean(row.livemode),
    configurationId: row.configuration_id,
    hash: row.hash,
    appliedAt: row.applied_at,
  };
}
