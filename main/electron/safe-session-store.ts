import { readFile, rm, writeFile } from 'node:fs/promises';
import { safeStorage } from 'electron';
import { createMemorySessionStore, DeskSession, type SessionStore } from '../session-store.ts';

/**
 * Keeps the session in memory and, encrypted by the operating system, in `file`, so that a restart of the app is not a
 * sign-out. Where the system offers no real encryption nothing is written.
 */
export function createSafeSessionStore(file: string, platform: NodeJS.Platform): SessionStore {
  const memory = createMemorySessionStore();
  const clear = async () => {
    await memory.clear();
    await rm(file, { force: true });
  };
  return {
    clear,
    load: async () => (await memory.load()) ?? (await fromFile(file, memory, clear)),
    save: async (session) => {
      await memory.save(session);
      if (!(await canEncrypt(platform))) return;
      const encrypted = await safeStorage.encryptStringAsync(JSON.stringify(session));
      // What is only in memory is still a session; one left over on disk would be the wrong one.
      await writeFile(file, encrypted, { mode: 0o600 }).catch(() => rm(file, { force: true }));
    },
  };
}

async function canEncrypt(platform: NodeJS.Platform): Promise<boolean> {
  // On a Linux desktop without a keyring the "encryption" has a key that everyone knows.
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false;
  return safeStorage.isAsyncEncryptionAvailable();
}

async function fromFile(
  file: string,
  memory: SessionStore,
  clear: () => Promise<void>,
): Promise<DeskSession | undefined> {
  const encrypted = await readFile(file).catch(() => undefined);
  if (!encrypted) return undefined;
  try {
    const { result } = await safeStorage.decryptStringAsync(encrypted);
    const session = DeskSession.parse(JSON.parse(result));
    await memory.save(session);
    return session;
  } catch {
    // Another user's, another machine's, or damaged: the person signs in again.
    await clear();
    return undefined;
  }
}
