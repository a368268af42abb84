import { createWriteStream, renameSync, statSync } from 'node:fs';

const MOST_BYTES = 20 * 1024 * 1024;
const LINES_KEPT = 3;

/** A part's log file, and the last lines that went into it. */
export interface PartLog {
  readonly path: string;
  write(line: string): void;
  lastLines(): string;
  end(): Promise<void>;
}

/** Adds to the log file; one that has grown large is put aside first, over the one put aside before it. */
export function openPartLog(path: string): PartLog {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) renameSync(path, `${path}.1`);
  const file = createWriteStream(path, { flags: 'a' });
  // A full disk must not end the practice system; the lines are then lost.
  file.on('error', () => {});
  const last: string[] = [];
  return {
    path,
    write: (line) => {
      last.push(line);
      if (last.length > LINES_KEPT) last.shift();
      file.write(`${line}\n`);
    },
    lastLines: () => last.join(' | '),
    end: () => new Promise((resolve) => file.end(() => resolve())),
  };
}
