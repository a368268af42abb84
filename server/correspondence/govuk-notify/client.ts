import { create, isAxiosError } from 'axios';
import { NotifyClient as OfficialClient } from 'notifications-node-client';
import type { z } from 'zod';
import { NotifyCreated, NotifyFound, NotifyRead, NotifyRefusal } from './notify-answers.ts';

/**
 * What became of a call: *answered*; *refused*, so nothing was sent and nothing will be; *busy*, so nothing was sent and
 * it may be tried later (too many calls, or a key that is not right); or *unknown*, when it may have been sent: no
 * answer, a fault at Notify, or an answer that cannot be read.
 */
export type NotifyOutcome<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'busy'; readonly httpStatus: number }
  | { readonly kind: 'unknown' };

export interface EmailToSend {
  readonly reference: string;
  readonly emailAddress: string;
  readonly subject: string;
  readonly body: string;
  /** Sent as a link from which it is downloaded. */
  readonly file: { readonly name: string; readonly bytes: Buffer } | null;
}

/** GOV.UK Notify as this system uses it. Every message carries our own reference, by which it is found again. */
export interface NotifyClient {
  sendEmail(email: EmailToSend): Promise<NotifyOutcome<z.infer<typeof NotifyCreated>>>;
  /** A letter that is a finished PDF, address and all. */
  sendLetter(letter: {
    readonly reference: string;
    readonly pdf: Buffer;
  }): Promise<NotifyOutcome<z.infer<typeof NotifyCreated>>>;
  read(notifyId: string): Promise<NotifyOutcome<z.infer<typeof NotifyRead>>>;
  findByReference(reference: string): Promise<NotifyOutcome<z.infer<typeof NotifyFound>>>;
}

export interface NotifyAccess {
  readonly apiUrl: string;
  readonly apiKey: string;
  /** Template ids at Notify: one with `subject` and `body`, one with `link_to_file` as well. */
  readonly templates: { readonly email: string; readonly emailWithFile: string };
  /** How long a call may take before it counts as unknown. */
  readonly timeoutMs: number;
}

/** The largest letter, as text. */
const MOST_BYTES = 16 * 1024 * 1024;
const FILE_RETENTION = '52 weeks';

/** Through Notify's own client, which signs each call; it never follows a redirect and never repeats a call. */
export function createNotifyClient(access: NotifyAccess): NotifyClient {
  const official = new OfficialClient(access.apiUrl, access.apiKey);
  const http = create({ timeout: access.timeoutMs, maxRedirects: 0, proxy: false, maxBodyLength: MOST_BYTES });
  // The same library, described twice: once for each kind of module.
  official.setClient(http as unknown as Parameters<typeof official.setClient>[0]);
  return {
    sendEmail: ({ reference, emailAddress, subject, body, file }) => {
      const words = { subject, body };
      const personalisation =
        file === null ? words : { ...words, link_to_file: official.prepareUpload(file.bytes, uploadOf(file.name)) };
      const template = file === null ? access.templates.email : access.templates.emailWithFile;
      return outcomeOf(() => official.sendEmail(template, emailAddress, { personalisation, reference }), NotifyCreated);
    },
    sendLetter: ({ reference, pdf }) =>
      outcomeOf(() => official.sendPrecompiledLetter(reference, pdf, 'second'), NotifyCreated),
    read: (notifyId) => outcomeOf(() => official.getNotificationById(notifyId), NotifyRead),
    findByReference: (reference) =>
      outcomeOf(() => official.getNotifications(undefined, undefined, reference), NotifyFound),
  };
}

/** Without asking for the address again: the billing contact forwards the message to whoever pays. */
function uploadOf(filename: string): {
  filename: string;
  confirmEmailBeforeDownload: boolean;
  retentionPeriod: string;
} {
  return { filename, confirmEmailBeforeDownload: false, retentionPeriod: FILE_RETENTION };
}

/** What is thrown by the official client holds the whole call, personal details and all: none of it goes further. */
async function outcomeOf<Shape extends z.ZodType>(
  call: () => Promise<{ readonly data: unknown }>,
  shape: Shape,
): Promise<NotifyOutcome<z.infer<Shape>>> {
  try {
    const { data } = await call();
    const parsed = shape.safeParse(data);
    return parsed.success ? { kind: 'answered', answer: parsed.data } : { kind: 'unknown' };
  } catch (error) {
    const response = isAxiosError(error) ? error.response : undefined;
    if (response === undefined || response.status < 400 || response.status > 499) return { kind: 'unknown' };
    if (response.status === 429 || response.status === 403 || response.status === 401) {
      return { kind: 'busy', httpStatus: response.status };
    }
    const refusal = NotifyRefusal.safeParse(response.data);
    return { kind: 'refused', code: refusal.data?.errors[0]?.error ?? `HTTP-${response.status}` };
  }
}
