import type { CrashOutcome } from './crash-run.ts';

/** The figures of all runs, one a line. */
export function figuresOf(outcomes: readonly CrashOutcome[]): string {
  const times = (what: string, of: (outcome: CrashOutcome) => number): string[] => {
    const all = outcomes.map(of).toSorted((a, b) => a - b);
    const at = (share: number): number => Math.round(all[Math.ceil(all.length * share) - 1] ?? 0);
    return [`figure crash-${what}-p95 ${at(0.95)} ms`, `figure crash-${what}-max ${at(1)} ms`];
  };
  const ends = Map.groupBy(
    outcomes.flatMap((outcome) => outcome.ends),
    (end) => end,
  );
  return [
    `figure crash-runs ${outcomes.length} runs`,
    ...[...ends].map(([end, attempts]) => `figure crash-ended-${end} ${attempts.length} attempts`),
    ...times('ready', ({ readyMs }) => readyMs),
    ...times('resume', ({ resumedMs }) => resumedMs),
  ].join('\n');
}
