import { z } from 'zod';

/**
 * Everything the page may ask of the desk's main process, and everything it may be told.
 *
 * No call takes or gives an address, a token or a file path: the worst that a page gone wrong can do with these is to
 * ask a person to sign in or out, to open the card page of an attempt the server lets them open, or to offer a file of
 * theirs for saving. Main parses every input with these shapes and refuses whatever does not fit.
 */

/** How a sign-in ended. Only `signed-in` leaves a session behind. */
export const SignInOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('signed-in') }),
  /** The person said no on the provider's page, or a later sign-in took this one's place. */
  z.strictObject({ outcome: z.literal('cancelled') }),
  z.strictObject({ outcome: z.literal('timed-out') }),
  /** They are who they say, and may not use Counterfoil. */
  z.strictObject({ outcome: z.literal('not-admitted'), why: z.enum(['unknown', 'disabled']) }),
  z.strictObject({
    outcome: z.literal('failed'),
    why: z.enum([
      'provider-unreachable',
      'provider-refused',
      'answer-not-trusted',
      'server-unreachable',
      'server-refused',
    ]),
  }),
]);
export type SignInOutcome = z.infer<typeof SignInOutcome>;

const Nothing = z.undefined();
const AttemptId = z.uuid();
/** The name offered for a saved file: one plain file name, of a kind that opens as a document. */
const FileName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,99}\.(?:csv|pdf|xlsx|xml|txt)$/u);

/** One of the server's files: an original by its id, an invoice or its LPAs, a document that was sent, a credit note, a statement. */
export const FileId = z.union([
  z.uuid(),
  z.string().regex(/^invoices\/LP[0-9]{8}[A-Z]\/(?:pdf|lines)$/),
  z.string().regex(/^documents\/[0-9]{1,10}$/),
  z.string().regex(/^credit-notes\/CN[0-9]{8}[A-Z]\/pdf$/),
  z.string().regex(/^statements\/ORG[0-9]{6}[A-Z](?:\/[0-9]{4}-[0-9]{2}-[0-9]{2}){2}\/(?:pdf|csv)$/),
]);

/** What the page asks: the shape it sends and the shape it gets back. */
export const IPC_CALLS = {
  /** Opens the system browser at the identity provider and answers when the person is done there. */
  signIn: { input: Nothing, output: SignInOutcome },
  signOut: { input: Nothing, output: Nothing },
  /** Opens the card page of one attempt in a window of its own; rejects when it cannot be opened. Only one is open at a time. */
  openCardPage: { input: z.strictObject({ attemptId: AttemptId }), output: Nothing },
  /** Asks the person where to keep one of the server's files. */
  saveFile: {
    input: z.strictObject({ fileId: FileId, name: FileName }),
    output: z.strictObject({ saved: z.boolean() }),
  },
  /** Shows one of the server's PDF files in the person's own program for them, to be read or printed. */
  openFile: { input: z.strictObject({ fileId: FileId, name: FileName.endsWith('.pdf') }), output: Nothing },
} as const;

/** What the page is told. */
export const IPC_EVENTS = {
  'session-ended': z.strictObject({ why: z.enum(['signed-out', 'expired']) }),
  /** `returned`: the provider sent the card window back. The outcome itself is always asked of the server. */
  'card-page-ended': z.strictObject({ attemptId: AttemptId, how: z.enum(['returned', 'closed', 'timed-out']) }),
} as const;

export type IpcCall = keyof typeof IPC_CALLS;
export type IpcInput<Call extends IpcCall> = z.input<(typeof IPC_CALLS)[Call]['input']>;
export type IpcOutput<Call extends IpcCall> = z.output<(typeof IPC_CALLS)[Call]['output']>;
export type IpcEvent = keyof typeof IPC_EVENTS;
export type IpcEventFacts<Event extends IpcEvent> = z.output<(typeof IPC_EVENTS)[Event]>;

/** The name that a call or event travels under between the two processes. */
export function ipcChannel(name: IpcCall | IpcEvent): string {
  return `counterfoil:${name}`;
}

/** `window.desktop`: one function per call, and `on`, which answers a function that stops listening. Absent in a browser. */
export type DesktopBridge = {
  readonly [Call in IpcCall]: undefined extends IpcInput<Call>
    ? () => Promise<IpcOutput<Call>>
    : (input: IpcInput<Call>) => Promise<IpcOutput<Call>>;
} & {
  readonly on: <Event extends IpcEvent>(event: Event, listener: (facts: IpcEventFacts<Event>) => void) => () => void;
};
