interface Page<Row> {
  readonly rows: readonly Row[];
  readonly nextCursor: string | null;
}

const MOST_PAGES = 500;

/** Turns over a list from its first page to its last. */
export async function walk<Row>(page: (cursor: string | null) => Promise<Page<Row>>): Promise<Row[][]> {
  const pages: Row[][] = [];
  let cursor: string | null = null;
  do {
    const { rows, nextCursor }: Page<Row> = await page(cursor);
    pages.push([...rows]);
    cursor = nextCursor;
  } while (cursor !== null && pages.length < MOST_PAGES);
  return pages;
}
