/** One page of the server: rows, and where the next page starts, or null at the end. */
export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

/** Rows by number over a server that pages by cursor. */
export interface KeysetPager<Row> {
  /** The page that starts at row `startRow`, a multiple of the page size; `lastRow` once the end is known. */
  readonly pageAt: (startRow: number) => Promise<{ rows: readonly Row[]; lastRow: number | undefined }>;
}

/**
 * A grid asks by row number and the server answers by cursor. The cursor of each page's end is kept beside its row
 * number; a page further on than any known cursor is reached by walking there, page by page.
 */
export function keysetPager<Row>(
  fetchPage: (cursor: string | null) => Promise<KeysetPage<Row>>,
  pageSize: number,
): KeysetPager<Row> {
  const cursorAt = new Map<number, string | null>([[0, null]]);

  function nearestKnownStart(startRow: number): number {
    return Math.max(...[...cursorAt.keys()].filter((start) => start <= startRow));
  }

  async function fetchAt(start: number): Promise<KeysetPage<Row>> {
    const page = await fetchPage(cursorAt.get(start) ?? null);
    if (page.nextCursor === null) return page;
    if (page.rows.length !== pageSize) throw new Error('A page that is not the last must be full');
    cursorAt.set(start + pageSize, page.nextCursor);
    return page;
  }

  return {
    pageAt: async (startRow) => {
      for (let start = nearestKnownStart(startRow); ; start += pageSize) {
        const { rows, nextCursor } = await fetchAt(start);
        const lastRow = nextCursor === null ? start + rows.length : undefined;
        if (start === startRow) return { rows, lastRow };
        if (lastRow !== undefined) return { rows: [], lastRow };
      }
    },
  };
}
