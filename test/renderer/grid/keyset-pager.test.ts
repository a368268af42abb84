import { describe, expect, test } from 'vitest';
import { keysetPager, type KeysetPage } from '../../../renderer/grid/keyset-pager.ts';

const PAGE = 10;

/** A server with `total` rows, 0, 1, 2 …, that pages by cursor and remembers what it was asked. */
function serverOf(total: number) {
  const asked: (string | null)[] = [];
  const fetchPage = async (cursor: string | null): Promise<KeysetPage<number>> => {
    asked.push(cursor);
    const start = cursor === null ? 0 : Number(cursor.replace('after-', ''));
    const rows = Array.from({ length: Math.min(PAGE, total - start) }, (_, i) => start + i);
    return { rows, nextCursor: start + PAGE < total ? `after-${start + PAGE}` : null };
  };
  return { asked, pager: keysetPager(fetchPage, PAGE) };
}

describe('keysetPager', () => {
  test('reads on from the cursor of the page before, each page once', async () => {
    const { asked, pager } = serverOf(25);
    expect((await pager.pageAt(0)).rows[0]).toBe(0);
    expect((await pager.pageAt(10)).rows[0]).toBe(10);
    expect(asked).toEqual([null, 'after-10']);
  });

  test('knows the end only when the server says so', async () => {
    const { pager } = serverOf(25);
    expect((await pager.pageAt(0)).lastRow).toBeUndefined();
    await pager.pageAt(10);
    expect(await pager.pageAt(20)).toEqual({ rows: [20, 21, 22, 23, 24], lastRow: 25 });
  });

  test('walks to a page beyond every known cursor', async () => {
    const { asked, pager } = serverOf(60);
    expect((await pager.pageAt(40)).rows[0]).toBe(40);
    expect(asked).toEqual([null, 'after-10', 'after-20', 'after-30', 'after-40']);
  });

  test('a page beyond the end is empty and says where the end is', async () => {
    expect(await serverOf(15).pager.pageAt(40)).toEqual({ rows: [], lastRow: 15 });
  });

  test('goes back without walking', async () => {
    const { asked, pager } = serverOf(60);
    await pager.pageAt(40);
    asked.length = 0;
    expect((await pager.pageAt(20)).rows[0]).toBe(20);
    expect(asked).toEqual(['after-20']);
  });

  test('an empty list is empty', async () => {
    expect(await serverOf(0).pager.pageAt(0)).toEqual({ rows: [], lastRow: 0 });
  });

  test('a list that ends with a full page ends there', async () => {
    const { pager } = serverOf(20);
    await pager.pageAt(0);
    expect((await pager.pageAt(10)).lastRow).toBe(20);
  });

  test('a short page in the middle is a fault, not a gap in the list', async () => {
    const pager = keysetPager(async () => ({ rows: [1, 2, 3], nextCursor: 'on' }), PAGE);
    await expect(pager.pageAt(0)).rejects.toThrow('must be full');
  });
});
