import type { DetailReader } from './detail-reader.ts';

/** What happened, what it means for the money, and what to do next: one sentence or two each. */
export interface ProblemWords {
  readonly what: string;
  readonly money: string;
  readonly next: string;
}

export type SentenceBuilder = (details: DetailReader) => ProblemWords;
