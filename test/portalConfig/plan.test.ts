import { describe, expect, it } from 'vitest';
import type { PortalConfiguration } from '../../src/billing/portalConfiguration.ts';
import { notInFile, planProfiles } from '../../src/portalConfig/plan.ts';
import type { NamedProfile } from '../../src/portalConfig/readPortalConfig.ts';
import { contentHash } from '../../src/portalConfig/toProfile.ts';
import { profilesWith } from './profiles.ts';

const cancelAtOnce = 'subscription_cancel: { enabled: true, mode: immediately }';
const cancelAtEnd = 'subscription_cancel: { enabled: true }';

/** What Stripe has after these profiles were applied. */
function inStripe(
  [named]: readonly NamedProfile[],
  more: Partial<PortalConfiguration> = {},
): PortalConfiguration {
  if (!named) throw new Error('no profile');
  const { name, profile: content } = named;
  const hash = contentHash(content);
  return { id: 'bpc_1', created: 1, profile: name, hash, isDefault: false, content, ...more };
}

const planOf = (
  profiles: readonly NamedProfile[],
  found: readonly PortalConfiguration[],
  applied: readonly [string, string][] = [['default', 'bpc_1']],
) => planProfiles(profiles, found, new Map(applied))[0];

describe('the plan for a profile', () => {
  it('that Stripe does not have: to create it, with all that it offers', () => {
    expect(planOf(profilesWith(cancelAtEnd), [])).toMatchObject({
      action: 'create',
      present: undefined,
      differences: expect.arrayContaining([
        { field: 'features.subscription_cancel.mode', before: undefined, after: 'at_period_end' },
      ]),
    });
  });

  it('that is as the file says: nothing', () => {
    const profiles = profilesWith(cancelAtEnd);
    expect(planOf(profiles, [inStripe(profiles)])).toMatchObject({ action: 'none', differences: [] });
  });

  it('that the store does not know: to save its id', () => {
    const profiles = profilesWith(cancelAtEnd);
    expect(planOf(profiles, [inStripe(profiles)], [])).toMatchObject({ action: 'save' });
    expect(planOf(profiles, [inStripe(profiles)], [['default', 'bpc_old']])).toMatchObject({
      action: 'save',
    });
  });

  it('whose file was changed: to update it, field by field', () => {
    expect(planOf(profilesWith(cancelAtOnce), [inStripe(profilesWith(cancelAtEnd))])).toMatchObject({
      action: 'update',
      present: { id: 'bpc_1' },
      changedIn: ['file'],
      differences: [
        { field: 'features.subscription_cancel.mode', before: 'at_period_end', after: 'immediately' },
      ],
    });
  });

  it('that somebody changed in Stripe: to put it back', () => {
    const profiles = profilesWith(cancelAtEnd);
    const [changed] = profilesWith(cancelAtOnce);
    const present = inStripe(profiles, changed && { content: changed.profile });
    expect(planOf(profiles, [present])).toMatchObject({ action: 'update', changedIn: ['stripe'] });
    expect(planOf(profilesWith(), [present])).toMatchObject({ changedIn: ['file', 'stripe'] });
  });

  it('that somebody switched off, or let in by email: to put it back', () => {
    const profiles = profilesWith();
    const { content } = inStripe(profiles);
    const present = inStripe(profiles, {
      content: { ...content, active: false, login_page: { enabled: true } },
    });
    expect(planOf(profiles, [present])?.differences).toEqual([
      { field: 'active', before: false, after: true },
      { field: 'login_page.enabled', before: true, after: false },
    ]);
  });

  it('whose making was broken off: to finish it', () => {
    const present = inStripe(profilesWith(), { hash: null });
    expect(planOf(profilesWith(cancelAtEnd), [present])).toMatchObject({
      action: 'update',
      changedIn: [],
    });
  });

  it('whose hash somebody changed: to write it again', () => {
    const profiles = profilesWith();
    expect(planOf(profiles, [inStripe(profiles, { hash: 'another' })])).toMatchObject({
      action: 'update',
      differences: [],
    });
  });

  it('products are told one by one', () => {
    const products = (list: string) =>
      profilesWith(`subscription_update: { enabled: true, products: [${list}] }`);
    const before = products('{ product: a, prices: [p1, p2] }, { product: b, prices: [p3] }');
    const after = products('{ product: c, prices: [p4] }, { product: a, prices: [p2] }');
    expect(planOf(after, [inStripe(before)])?.differences).toEqual([
      { field: 'features.subscription_update.products.a', before: ['p1', 'p2'], after: ['p2'] },
      { field: 'features.subscription_update.products.c', before: undefined, after: ['p4'] },
      { field: 'features.subscription_update.products.b', before: ['p3'], after: undefined },
    ]);
  });
});

describe('copies, which somebody else made', () => {
  const profiles = profilesWith();
  const older = inStripe(profiles, { id: 'bpc_1', created: 1 });
  const newer = inStripe(profiles, { id: 'bpc_2', created: 2 });

  it('are left alone: the oldest is the one, unless another one is in use', () => {
    expect(planOf(profiles, [older, newer], [])?.present?.id).toBe('bpc_1');
    expect(planOf(profiles, [older, newer], [['default', 'bpc_2']])).toMatchObject({
      action: 'none',
      present: { id: 'bpc_2' },
      notes: ['Not used, though they say that they are this profile, too: bpc_1.'],
    });
  });

  it('configurations of others and of profiles that the file lacks are no copies', () => {
    const foreign = { ...newer, profile: null };
    const gone = { ...newer, profile: 'gone' };
    expect(planOf(profiles, [older, foreign, gone])?.notes).toEqual([]);
    expect(notInFile(profiles, [older, foreign, gone])).toEqual([gone]);
  });
});
