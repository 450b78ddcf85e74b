import type { ClaimedEvent } from '../events.ts';

export type ApplyPortalConfigurationParts = {
  /** Looks at a portal configuration that was changed in Stripe. */
  readonly portalConfigurationUpdated: (configurationId: string, signal: AbortSignal) => Promise<unknown>;
  readonly events: {
    markApplied(ids: readonly string[], outcome: string, at: string): Promise<unknown>;
  };
  readonly now: () => Date;
};

/** Applies an event about a portal configuration: whoever owns the configuration is told, and reads it again. */
export async function applyPortalConfigurationEvent(
  { portalConfigurationUpdated, events, now }: ApplyPortalConfigurationParts,
  event: ClaimedEvent,
  signal: AbortSignal,
): Promise<string> {
  await portalConfigurationUpdated(event.objectId, signal);
  await events.markApplied([event.id], 'noticed', now().toISOString());
  return 'noticed';
}
