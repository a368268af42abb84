type Stop = () => Promise<unknown>;

/** What was started, to be stopped again. */
export interface Unwinding {
  /** For a process that leans on others, but on which none leans: all of these are stopped at once, and first. */
  addPart(stop: Stop): void;
  /** For what the parts stand on: stopped after them, the last added first. */
  add(stop: Stop): void;
  /** Stops everything, also when some of it fails to. Safe to call twice. */
  run(): Promise<void>;
}

export function createUnwinding(): Unwinding {
  const parts: Stop[] = [];
  const grounds: Stop[] = [];
  return {
    addPart: (stop) => void parts.push(stop),
    add: (stop) => void grounds.push(stop),
    run: async () => {
      const stopped = await Promise.allSettled(parts.splice(0).map((stop) => stop()));
      for (let stop = grounds.pop(); stop !== undefined; stop = grounds.pop()) {
        stopped.push(...(await Promise.allSettled([stop()])));
      }
      const failure = stopped.find((one) => one.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    },
  };
}
