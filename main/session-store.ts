import { z } from 'zod';

/** The server's session, as this desk holds it. The page never sees it. */
export const DeskSession = z.object({
  /** Opaque, at least 128 bits in base64url; whoever holds it is the person. */
  sessionToken: z.string().min(22),
  /** The server ends the session after this long without activity. */
  idleMinutes: z.number().positive(),
  /** ISO instant after which the server refuses it whatever happens. */
  absoluteExpiresAt: z.iso.datetime({ offset: true }),
});
export type DeskSession = z.infer<typeof DeskSession>;

/** Where the desk keeps its one session. */
export interface SessionStore {
  load(): Promise<DeskSession | undefined>;
  save(session: DeskSession): Promise<void>;
  clear(): Promise<void>;
}

/** Keeps the session for as long as the process lives and writes it nowhere. */
export function createMemorySessionStore(): SessionStore {
  let kept: DeskSession | undefined;
  return {
    load: async () => kept,
    save: async (session) => {
      kept = session;
    },
    clear: async () => {
      kept = undefined;
    },
  };
}
