import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectPrivateJson } from '../shared/answers.ts';
import { subscriptionsByToken as door, givenVisitor } from '../shared/doors.ts';

await forEachService('getReadiness › 200', (service) => {
  it('the database answers, and Stripe was not seen to fail', async () => {
    const reply = await service().get('/readyz');
    expect(reply).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', stripe: 'closed' } },
    });
    expectPrivateJson(reply);
  });

  it('ready although Stripe fails, and says that the breaker is open', async () => {
    const { token } = await givenVisitor(service(), door);
    service().standIn.faults.next({
      kind: 'status',
      status: 500,
      shouldRetry: false,
      times: Number.POSITIVE_INFINITY,
    });
    for (let failures = 0; failures < 5; failures++) await service().post(door.path, { token });
    expect(await service().get('/readyz')).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', stripe: 'open' } },
    });
  });
});
