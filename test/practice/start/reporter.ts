/** Told how starting comes along. */
export interface Reporter {
  /** Something is done or has to be known: one line. */
  line(text: string): void;
  /** Something takes a while and has come so far; the next report takes its place. */
  progress(text: string): void;
}

export const SILENT: Reporter = { line: () => {}, progress: () => {} };

const STEPS_SHOWN = 5;

/**
 * Writes lines with the seconds since the start. On a terminal progress is one line that changes; elsewhere only every
 * fifth of the way is written.
 */
export function createReporter(out: NodeJS.WriteStream, startedAt = performance.now()): Reporter {
  let pending = false;
  let reports = 0;
  const clear = (): void => {
    if (pending) out.write('\r\u001B[K');
    pending = false;
  };
  const stamped = (text: string): string => {
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    return `${seconds.padStart(6)} s  ${text}`;
  };
  return {
    line: (text) => {
      clear();
      out.write(`${stamped(text)}\n`);
    },
    progress: (text) => {
      reports += 1;
      if (out.isTTY) {
        clear();
        out.write(stamped(text));
        pending = true;
      } else if (reports % STEPS_SHOWN === 0) out.write(`${stamped(text)}\n`);
    },
  };
}
