import type { CommandScope } from '../../platform/run-command.ts';

/** The person who places or lifts a hold. The system never does. */
export function heldBy({ actor }: CommandScope): number {
  if (actor.kind !== 'staff') throw new Error('Invoices are held by people');
  return actor.staffId;
}
