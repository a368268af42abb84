import { pino, stdTimeFunctions, type Logger } from 'pino';
import { DomainError } from './domain-error.ts';
import { postgresFault } from './database-errors.ts';

export type { Logger };

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const MOST_FRAMES = 12;

/**
 * Structured logs, one JSON object a line, that hold no personal detail.
 *
 * Errors are written by an allow-list: name, code, stack without the message's values. A database error's own message
 * and detail can quote the row, so only its SQLSTATE and constraint are kept.
 */
export function createLogger(level: LogLevel, destination?: { write(line: string): void }): Logger {
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime, serializers: { err: describeError } };
  return pino(options, destination ?? process.stdout);
}

/** What a log may say of an error. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const fault = postgresFault(error);
  const own = error instanceof DomainError ? { code: error.code, details: error.details } : {};
  const message = fault === undefined ? error.message : undefined;
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return {
    name: error.name,
    message,
    ...own,
    ...(fault && { sqlstate: fault.code, constraint: fault.constraint }),
    frames: framesOf(error),
    ...cause,
  };
}

/** Where the error was thrown. A line of the message may look like a frame, so what the message says is left out. */
function framesOf(error: Error): string[] {
  const said = new Set(error.message.split('\n'));
  const lines = (error.stack ?? '').split('\n');
  return lines.filter((line) => /^ {4}at /.test(line) && !said.has(line)).slice(0, MOST_FRAMES);
}
