import type { CommandScope } from '../platform/run-command.ts';

/** Who rings and writes it down is always a person. */
export function staffOf({ actor }: CommandScope): number {
  if (actor.kind !== 'staff') throw new Error('Only a member of staff works on call-backs');
  return actor.staffId;
}
