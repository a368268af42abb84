import type { Readable } from 'node:stream';
import { findListExport } from './platform/list-export.ts';
import type { PermittedContext } from './platform/trpc.ts';
import { REGISTRATIONS_LIST, registrationsFile } from './usage/index.ts';

/** The list that this person asked for under that id, as a stream; undefined when there is none, or no longer. */
export async function openListFile(
  { em, actor, clock }: PermittedContext,
  fileId: string,
): Promise<Readable | undefined> {
  const found = await findListExport(em, fileId, { staffId: actor.staffId, now: clock.now() });
  return found?.list === REGISTRATIONS_LIST ? registrationsFile(em, found.asked) : undefined;
}
