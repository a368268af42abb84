import { FILE_PART_BYTES } from '../../shared/contracts/usage.ts';

/** Sends one part; true when it was kept, false when the server refuses it for good. Rejects when no answer came. */
export type SendPart = (path: string, bytes: Blob) => Promise<boolean>;

export interface SendingOptions {
  readonly fileId: string;
  readonly sendPart: SendPart;
  readonly signal: AbortSignal;
  /** Told how many bytes have been kept so far. */
  readonly onProgress: (bytes: number) => void;
  readonly pause: (ms: number) => Promise<void>;
}

export type Sent = { readonly kind: 'sent'; readonly partCount: number } | { readonly kind: 'refused' | 'stopped' };

const TRIES = 5;
const PAUSE_MS = 400;

/**
 * Sends a file part by part. A part that gets no answer is sent again after a growing pause; the server keeps each once.
 * Rejects when a part gets no answer time after time.
 */
export async function sendFile(file: Blob, options: SendingOptions): Promise<Sent> {
  const partCount = Math.ceil(file.size / FILE_PART_BYTES);
  for (let part = 0; part < partCount; part += 1) {
    const bytes = file.slice(part * FILE_PART_BYTES, (part + 1) * FILE_PART_BYTES);
    const kept = await sendUntilAnswered(`/files/usage/${options.fileId}/${part}`, bytes, options);
    if (options.signal.aborted) return { kind: 'stopped' };
    if (!kept) return { kind: 'refused' };
    options.onProgress(Math.min(file.size, (part + 1) * FILE_PART_BYTES));
  }
  return { kind: 'sent', partCount };
}

async function sendUntilAnswered(path: string, bytes: Blob, options: SendingOptions): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    if (options.signal.aborted) return false;
    try {
      return await options.sendPart(path, bytes);
    } catch (error) {
      if (options.signal.aborted) return false;
      if (attempt === TRIES) throw error;
      await options.pause(PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
