import type { CommandScope } from '../../platform/run-command.ts';

/** The person who acts. The system never writes an Order. */
export function staffIdOf({ actor }: CommandScope): number {
  if (actor.kind !== 'staff') throw new Error('Fee Orders are written by people');
  return actor.staffId;
}
