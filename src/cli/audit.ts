import type { Command } from 'commander';
import type { Environment } from '../config/read.ts';
import { addAuditExport } from './audit/export.ts';

/** `audit`: who was issued or refused a portal session. */
export function addAudit(program: Command, env: Environment): void {
  const audit = program.command('audit').description('See who was issued or refused a portal session.');
  addAuditExport(audit, env);
}
