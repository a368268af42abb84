/** One thing a person means to do, and the id under which the server does it at most once. */
export interface CommandIntent {
  readonly commandId: string;
  /** The input as text: a different input is a different intent. */
  readonly asked: string;
}

/**
 * The intent for sending `input` now: the one before, when it asked for the same and has not been done, so that a
 * retry after a lost answer cannot act twice; otherwise a new one.
 */
export function intentFor(previous: CommandIntent | null, input: unknown, newId: () => string): CommandIntent {
  const asked = JSON.stringify(input);
  return previous?.asked === asked ? previous : { commandId: newId(), asked };
}
