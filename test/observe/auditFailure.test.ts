import { expect, it, onTestFinished } from 'vitest';
import { allDoors, givenVisitor } from '../contracts/shared/doors.ts';
import { openRaw } from '../store/databases.ts';
import { useProgram } from './useProgram.ts';

const observed = useProgram();

const failures = async () => {
  const text = await (await fetch(observed().metricsUrl)).text();
  return Number(/^billing_portal_audit_failures_total (\d+)$/m.exec(text)?.[1]);
};

it('an attempt that cannot be kept is in the log, and counted, and its caller gets the portal', async () => {
  const raw = openRaw(observed().databaseUrl);
  onTestFinished(() => raw.destroy());
  expect(await failures()).toBe(0);
  await raw.schema.renameTable('portal_attempts', 'elsewhere');
  for (const [index, door] of allDoors.entries()) {
    const { token, owner, customer } = await givenVisitor(observed(), door);
    const reply = await observed().program.post(door.path, { token });
    expect(reply.status).toBe(200);
    const requestId = reply.headers.get('x-request-id') ?? '';
    const lines = await observed().linesOf(requestId);
    const line = lines.find(({ msg }) => msg === 'portal attempt not kept');
    expect(line).toMatchObject({
      level: 'error',
      attempt: {
        requestId,
        operation: door.operation,
        outcome: 'issued',
        owner,
        customerId: customer,
        returnOrigin: 'https://yourapp.com',
      },
    });
    expect(JSON.stringify(line)).not.toContain(new URL(reply.body.url).pathname);
    expect(await failures()).toBe(index + 1);
  }
  await raw.schema.renameTable('elsewhere', 'portal_attempts');
});
