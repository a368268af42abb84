/** How the practice system ends, as the launcher's exit code. */
export const EXIT_CODES = {
  stopped: 0,
  'part-failed': 1,
  'wrong-flag': 2,
  'desk-port-in-use': 3,
  'already-running': 4,
  'no-write-permission': 5,
  // 6 is a Node that is too old: see require-node.cjs.
  'cannot-run-here': 7,
} as const;

export type StartRefusalCode = Exclude<keyof typeof EXIT_CODES, 'stopped'>;

/** Why the practice system does not start or does not go on, in one clear sentence for people. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
  readonly code: StartRefusalCode;

  constructor(code: StartRefusalCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
  }

  get exitCode(): number {
    return EXIT_CODES[this.code];
  }
}
