import { describe, expect, it } from 'vitest';
import { createAppliedConfigurations } from '../../src/portalConfig/appliedConfigurations.ts';

function setUp(applied: Record<string, string> = {}) {
  const state = { applied, reads: 0, fails: false, time: Date.parse('2026-01-01T00:00:00Z') };
  const lines: string[] = [];
  const configurations = createAppliedConfigurations({
    livemode: false,
    store: {
      async list() {
        state.reads += 1;
        if (state.fails) throw new Error('no database');
        return Object.entries(state.applied).map(([profile, configurationId]) => ({
          profile,
          configurationId,
        }));
      },
    },
    log: {
      info: (_, message) => lines.push(`info ${message}`),
      warn: (_, message) => lines.push(`warn ${message}`),
    },
    now: () => new Date(state.time),
  });
  return { state, lines, configurations };
}

describe('the applied configurations', () => {
  it('are found by the profile; the default one where none is named', async () => {
    const { configurations } = setUp({ default: 'bpc_1', annual: 'bpc_2' });
    expect(await configurations.idFor()).toBe('bpc_1');
    expect(await configurations.idFor('annual')).toBe('bpc_2');
    expect(await configurations.idFor(null)).toBe('bpc_1');
  });

  it('are undefined for the default alone: another profile that is not applied is refused', async () => {
    const { configurations } = setUp({ annual: 'bpc_2' });
    expect(await configurations.idFor()).toBeUndefined();
    expect(await configurations.idFor('default')).toBeUndefined();
    await expect(configurations.idFor('enterprise')).rejects.toMatchObject({
      code: 'PORTAL_NOT_CONFIGURED',
      options: {
        cause: { message: expect.stringMatching(/profile enterprise .* test mode: .*portal-config apply/) },
        log: { portalProfile: 'enterprise' },
      },
    });
  });

  it('are found at once when they are applied after somebody was refused', async () => {
    const { state, configurations } = setUp({ default: 'bpc_1' });
    await configurations.idFor();
    state.applied = { default: 'bpc_1', annual: 'bpc_2' };
    expect(await configurations.idFor('annual')).toBe('bpc_2');
    await configurations.idFor('annual');
    expect(state.reads).toBe(2);
  });

  it('are read once a minute at most, by all who ask together', async () => {
    const { state, configurations } = setUp({ default: 'bpc_1' });
    await Promise.all(Array.from({ length: 20 }, () => configurations.idFor()));
    expect(state.reads).toBe(1);
    state.applied = { default: 'bpc_2' };
    state.time += 59_999;
    expect(await configurations.idFor()).toBe('bpc_1');
    state.time += 1;
    expect(await configurations.idFor()).toBe('bpc_2');
    expect(state.reads).toBe(2);
  });

  it('are read anew when something was changed', async () => {
    const { state, configurations } = setUp({ default: 'bpc_1' });
    await configurations.idFor();
    state.applied = { default: 'bpc_2' };
    configurations.forget();
    expect(await configurations.idFor()).toBe('bpc_2');
  });

  it('stay in use while the store cannot be read; before they were ever read it is an outage', async () => {
    const { state, lines, configurations } = setUp({ default: 'bpc_1' });
    state.fails = true;
    await expect(configurations.idFor()).rejects.toThrow('no database');
    state.fails = false;
    await configurations.idFor();
    state.fails = true;
    state.time += 60_000;
    expect(await configurations.idFor()).toBe('bpc_1');
    expect(lines).toEqual([expect.stringMatching(/^warn .*could not be read/)]);
  });

  it('are announced, and a warning where none is applied', async () => {
    const some = setUp({ default: 'bpc_1' });
    await some.configurations.announce();
    expect(some.lines).toEqual(['info portal configurations']);
    const none = setUp({ annual: 'bpc_2' });
    await none.configurations.announce();
    expect(none.lines).toEqual([
      expect.stringMatching(/^warn no portal configuration .* portal-config apply/),
    ]);
  });
});
