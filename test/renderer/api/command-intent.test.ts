import { describe, expect, test } from 'vitest';
import { intentFor } from '../../../renderer/api/command-intent.ts';

function ids() {
  let last = 0;
  return () => `id-${(last += 1)}`;
}

describe('intentFor', () => {
  test('the same input before it is done is the same intent: a retry cannot act twice', () => {
    const newId = ids();
    const first = intentFor(null, { amount: 9_200, lineIds: [1, 2] }, newId);
    const retried = intentFor(first, { amount: 9_200, lineIds: [1, 2] }, newId);
    expect(retried.commandId).toBe(first.commandId);
  });

  test('another input is another intent: the server refuses one id for two things', () => {
    const newId = ids();
    const first = intentFor(null, { amount: 9_200 }, newId);
    expect(intentFor(first, { amount: 8_200 }, newId).commandId).not.toBe(first.commandId);
  });

  test('after it is done, the same input is meant anew', () => {
    const newId = ids();
    const first = intentFor(null, { attemptId: 'a' }, newId);
    expect(intentFor(null, { attemptId: 'a' }, newId).commandId).not.toBe(first.commandId);
  });
});
