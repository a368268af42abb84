import type { Readable } from 'node:stream';
import { DEBTORS_LIST, debtorsFile } from './ledger/index.ts';
import { findListExport } from './platform/list-export.ts';
import type { PermittedContext } from './platform/trpc.ts';
import { REGISTRATIONS_LIST, registrationsFile } from './usage/index.ts';

/** The list that this person asked for under that id, as a stream; undefined when there is none, or no longer. */
export async function openListFile(ctx: PermittedContext, fileId: string): Promise<Readable | undefined> {
  const { em, actor, clock } = ctx;
  const found = await findListExport(em, fileId, { staffId: actor.staffId, now: clock.now() });
  switch (found?.list) {
    case REGISTRATIONS_LIST:
      return registrationsFile(em, found.asked);
    case DEBTORS_LIST:
      return debtorsFile(ctx, found.asked);
    default:
      return undefined;
  }
}
