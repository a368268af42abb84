import { describe, expect, test } from 'vitest';
import { whyNotSend } from '../../../renderer/usage/choose-file.ts';
import { savedName } from '../../../renderer/usage/saved-name.ts';
import { factWords, sizeWords } from '../../../renderer/usage/usage-words.ts';
import { MOST_FILE_BYTES } from '../../../shared/contracts/usage.ts';
import { IPC_CALLS } from '../../../shared/ipc-contract.ts';

describe('a chosen file', () => {
  test('is sent when it is a table of a size that is taken', () => {
    expect(whyNotSend({ name: 'November 2026.csv', size: 10 })).toBeNull();
    expect(whyNotSend({ name: 'a.csv', size: MOST_FILE_BYTES })).toBeNull();
  });

  test.each([
    ['a.csv', 0, /empty/],
    ['a.csv', MOST_FILE_BYTES + 1, /larger than 512 MB/],
    ['November.XLSX', 10, /workbook/],
    [`${'x'.repeat(120)}.csv`, 10, /name/],
    ['4444 3333 2222 1111.csv', 10, /card number/],
  ])('%s of %d bytes is not, and the person is told why', (name, size, why) => {
    expect(whyNotSend({ name, size })).toMatch(why);
  });
});

test.each(['November 2026.csv', 'Zażółć (1).CSV', '../../etc/passwd', '.csv', 'a;b|c.txt', '😀.csv', 'x'.repeat(300)])(
  'the original of %s is saved under a name that the desktop lets through',
  (name) => {
    const file = { fileId: 'c0ffee00-0000-4000-8000-000000000001', name: savedName(name) };
    expect(IPC_CALLS.saveFile.input.safeParse(file)).toMatchObject({ success: true });
  },
);

test('sizes are said as people say them', () => {
  expect([96, 12_400, 1_468_006, 110_000_000].map(sizeWords)).toEqual(['96 bytes', '12 KB', '1.4 MB', '105 MB']);
});

test('facts are told in words, and what an organisation wrote stays as it wrote it', () => {
  expect(factWords('feeKind', 'hardship')).toBe('Hardship, undecided');
  expect(factWords('receivedOn', '2026-09-01')).toBe('1 September 2026');
  expect(factWords('ownReference', 'full')).toBe('full');
  expect(factWords('ownReference', null)).toBe('none');
});
