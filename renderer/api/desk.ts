import { z } from 'zod';
import { DESK_STATUS_PATH } from '../config.ts';
import { noteSignedIn, noteSignedOut } from './connection.ts';

/** What the gateway itself knows: whether this desk has a session, whether the system is practice, and what shell it runs in. */
export const DeskStatus = z.object({ signedIn: z.boolean(), practice: z.boolean(), shell: z.string() });
export type DeskStatus = z.infer<typeof DeskStatus>;

/** Asks the gateway, which answers without the server. The connection learns from the answer. */
export async function fetchDeskStatus(): Promise<DeskStatus> {
  const response = await fetch(DESK_STATUS_PATH, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The desk's gateway answered ${response.status}`);
  const status = DeskStatus.parse(await response.json());
  if (status.signedIn) noteSignedIn();
  else noteSignedOut();
  return status;
}
