import { reachableByOthers } from './reachable-by-others.ts';
import type { ServerUser } from './server-user.ts';

/**
 * How a program running as `user` names `dir`. Where a private folder above it bars the way, the program is started
 * inside `dir` (we enter it before giving up our rights) and names it as the place it is in: Linux lets a process
 * follow its own working folder whatever lies above.
 */
export async function serverPath(dir: string, user: ServerUser): Promise<{ cwd: string; path: string }> {
  const barred = user !== undefined && process.platform === 'linux' && !(await reachableByOthers(dir));
  return { cwd: dir, path: barred ? '/proc/self/cwd' : dir };
}
