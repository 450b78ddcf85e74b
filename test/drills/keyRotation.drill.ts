import { expect, it } from 'vitest';
import { forEachDatabase } from '../store/databases.ts';
import { call, keepAlive, milliseconds, percentile, steadily, tally } from './load.ts';
import { bearer, givenWorld, portalPath } from './world.ts';

const [rotations, perSecond] = [20, 100];
const path = `${portalPath}/eligibility`;
const keysPath = '/api/v1/api-keys';

await forEachDatabase((kind, _open, url) => {
  it(`${rotations} rotations of a key at ${perSecond} requests a second: 0 × 401`, async () => {
    const { customer, start } = await givenWorld(url());
    const service = await start();
    const { token } = customer;
    const [listed] = (await service.get(keysPath, { token })).body.data;
    let [id, key]: [string, string] = [listed.id, customer.key];

    const agent = keepAlive(50);
    const stop = new AbortController();
    // Callers take the new key a second after it was made, as they do who read a secret anew now and then.
    let used = key;
    const load = steadily(perSecond, stop.signal, () =>
      call(agent, service.url + path, { method: 'GET', headers: bearer(used) }),
    );
    for (let rotation = 0; rotation < rotations; rotation++) {
      const json = { overlapSeconds: 2 };
      const { status, body } = await service.post(`${keysPath}/${id}/rotate`, { token, json });
      expect(status).toBe(201);
      [id, key] = [body.id, body.key];
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      used = key;
    }
    stop.abort();
    const outcomes = await load;
    agent.destroy();
    const count = tally(outcomes);
    const p99 = percentile(
      outcomes.map((outcome) => outcome.milliseconds),
      0.99,
    );
    console.log(`${kind}: ${rotations} rotations, ${JSON.stringify(count)}, p99 ${milliseconds(p99)}`);
    expect(count).toEqual({ 200: outcomes.length });
    expect(outcomes.length).toBeGreaterThan(rotations * perSecond * 0.9);
    // The first key is long past its overlap: it is a rotation that was shown, not a key that never ends.
    expect((await service.get(path, { token: customer.key })).status).toBe(401);
  });
});
