/** Why PostgreSQL could not be started. Each code has one cause and one next step. */
export type PostgresStartCode =
  | 'platform-unsupported'
  | 'binaries-missing'
  | 'needs-ordinary-user'
  | 'no-write-permission'
  | 'folder-half-written'
  | 'folder-of-other-version'
  | 'folder-of-other-password'
  | 'already-running'
  | 'port-in-use'
  | 'start-failed';

/** A refusal to start, with a `code` for programs and a `message` that is one clear sentence for people. */
export class PostgresStartError extends Error {
  readonly code: PostgresStartCode;

  constructor(code: PostgresStartCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'PostgresStartError';
    this.code = code;
  }
}
