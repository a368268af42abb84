import { readFileSync } from 'node:fs';

/** Whether a process with this id exists, ours or anyone's. A dead one that its parent has not collected yet does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !/^State:\s+Z/m.test(statusOf(pid));
}

/** Whether a process was told to die outright and has not got round to it, as happens on a busy machine. Known on Linux only. */
export function isBeingKilled(pid: number): boolean {
  const pending = /^ShdPnd:\s+([0-9a-f]+)/m.exec(statusOf(pid))?.[1];
  return pending !== undefined && (BigInt(`0x${pending}`) & SIGKILL_BIT) !== 0n;
}

const SIGKILL_BIT = 1n << 8n;

function statusOf(pid: number): string {
  if (process.platform !== 'linux') return '';
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}
