import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whether a user with no rights of their own may walk to `path`: false when any folder above it is private, as a root-only home is. */
export async function reachableByOthers(path: string): Promise<boolean> {
  const parent = dirname(path);
  if (parent === path) return true;
  if (((await stat(parent)).mode & 0o001) === 0) return false;
  return reachableByOthers(parent);
}
