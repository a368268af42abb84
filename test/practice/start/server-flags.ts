/**
 * How Node is told to start the server, as the `server` script does: a heap that is kept small. On a machine with much
 * memory V8 otherwise lets garbage grow to hundreds of megabytes while a large file is read.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=384'] as const;
