import { expect, test } from 'vitest';
import { sendFile, type SendPart } from '../../../renderer/usage/send-file.ts';
import { FILE_PART_BYTES } from '../../../shared/contracts/usage.ts';

const file = new Blob([new Uint8Array(FILE_PART_BYTES * 2 + 10)]);
const fileId = 'c0ffee00-0000-4000-8000-000000000001';

function sending(sendPart: SendPart) {
  const stop = new AbortController();
  const progress: number[] = [];
  const pauses: number[] = [];
  const options = {
    ...{ fileId, sendPart, signal: stop.signal },
    onProgress: (bytes: number) => progress.push(bytes),
    pause: async (ms: number) => void pauses.push(ms),
  };
  return { stop, progress, pauses, run: () => sendFile(file, options) };
}

test('a file goes part by part, in order, and says how far it is', async () => {
  const parts: [string, number][] = [];
  const { run, progress } = sending(async (path, bytes) => {
    parts.push([path, bytes.size]);
    return true;
  });
  expect(await run()).toEqual({ kind: 'sent', partCount: 3 });
  expect(parts).toEqual([
    [`/files/usage/${fileId}/0`, FILE_PART_BYTES],
    [`/files/usage/${fileId}/1`, FILE_PART_BYTES],
    [`/files/usage/${fileId}/2`, 10],
  ]);
  expect(progress).toEqual([FILE_PART_BYTES, FILE_PART_BYTES * 2, file.size]);
});

test('a part without an answer is sent again, after growing pauses, and the file goes on from there', async () => {
  let lost = 2;
  const paths: string[] = [];
  const { run, pauses } = sending(async (path) => {
    paths.push(path);
    if (path.endsWith('/1') && lost > 0) {
      lost -= 1;
      throw new Error('no answer');
    }
    return true;
  });
  expect(await run()).toMatchObject({ kind: 'sent' });
  expect(paths.map((path) => path.at(-1))).toEqual(['0', '1', '1', '1', '2']);
  expect(pauses).toEqual([400, 800]);
});

test('a connection that stays away is told, a refusal ends it at once, and so does the wish to stop', async () => {
  const away = sending(() => Promise.reject(new Error('no answer')));
  await expect(away.run()).rejects.toThrow('no answer');
  expect(away.pauses).toHaveLength(4);
  expect(await sending(async () => false).run()).toEqual({ kind: 'refused' });
  const stopped = sending(async (path) => {
    if (path.endsWith('/1')) stopped.stop.abort();
    return true;
  });
  expect(await stopped.run()).toEqual({ kind: 'stopped' });
  expect(stopped.progress).toEqual([FILE_PART_BYTES]);
});
