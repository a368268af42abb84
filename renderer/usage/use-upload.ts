import { useCallback, useRef, useState } from 'react';
import type { DeliveredUpload } from '../../shared/contracts/usage.ts';
import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useCommand } from '../api/use-command.ts';
import { watchedFetch } from '../api/watched-fetch.ts';
import { whyNotSend } from './choose-file.ts';
import { sendFile, type SendPart } from './send-file.ts';

/** A file on its way to the server. */
export interface Upload {
  readonly sending: { readonly name: string; readonly size: number; readonly sent: number } | null;
  /** Why the last file was not sent, in a sentence. */
  readonly remark: string | null;
  readonly problem: Problem | null;
  readonly send: (file: File) => void;
  readonly stop: () => void;
}

const NO_ANSWER = 'The connection broke while the file was being sent. Nothing of it was taken in. Send it again.';
const NOT_KEPT = 'The server did not take the file. Nothing of it was taken in. Send it again.';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const partsWith =
  (signal: AbortSignal): SendPart =>
  async (path, bytes) => {
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await watchedFetch(path, { method: 'PUT', body: bytes, headers, signal });
    if (response.status >= 500) throw new Error(`A part was answered with ${response.status}`);
    return response.ok;
  };

/** Sends one file at a time, part by part, and makes a delivery of it when all of it is there. */
export function useUpload(onDelivered: (delivered: DeliveredUpload) => void): Upload {
  const [sending, setSending] = useState<Upload['sending']>(null);
  const [remark, setRemark] = useState<string | null>(null);
  const stopping = useRef<AbortController | null>(null);
  const { run, problem, reset } = useCommand(api.usage.deliverUpload.mutationOptions(), onDelivered);

  const begin = useCallback(
    async (file: File) => {
      const { name, size } = file;
      const stop = new AbortController();
      stopping.current = stop;
      const fileId = crypto.randomUUID();
      setSending({ name, size, sent: 0 });
      const { signal } = stop;
      const onProgress = (sent: number) => setSending({ name, size, sent });
      try {
        const sent = await sendFile(file, { fileId, sendPart: partsWith(signal), signal, onProgress, pause });
        if (sent.kind === 'sent') run({ fileId, name, partCount: sent.partCount, byteCount: size });
        if (sent.kind === 'refused') setRemark(NOT_KEPT);
      } catch {
        setRemark(NO_ANSWER);
      } finally {
        stopping.current = null;
        setSending(null);
      }
    },
    [run],
  );

  const send = useCallback(
    (file: File) => {
      if (stopping.current !== null) return;
      reset();
      const why = whyNotSend(file);
      setRemark(why);
      if (why === null) void begin(file);
    },
    [begin, reset],
  );
  return { sending, remark, problem, send, stop: () => stopping.current?.abort() };
}
