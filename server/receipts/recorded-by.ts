import type { CommandScope } from '../platform/run-command.ts';

/** The person who records money that came. The system never does. */
export function recordedBy({ actor }: CommandScope): number {
  if (actor.kind !== 'staff') throw new Error('Money that came is recorded by people');
  return actor.staffId;
}
