/** Some lines of one matter that stand together on a page, under the matter's heading. */
export interface PageSegment {
  /** Place of the matter in the list. */
  readonly matter: number;
  readonly lines: number;
  /** The matter began on an earlier page. */
  readonly isContinued: boolean;
}

/** One page of lines. */
export type LinePage = readonly PageSegment[];

/**
 * Where each page of lines begins, known before a line is read: every row is as high as every other, so counts are
 * enough. A heading takes one row and never stands at the foot of a page without a line; the total, which takes one row
 * as well, always has a place on the last page.
 */
export function planLinePages(matterSizes: readonly number[], rowsOnPage: number): LinePage[] {
  const pages: PageSegment[][] = [[]];
  let free = rowsOnPage;
  const turn = (): void => {
    pages.push([]);
    free = rowsOnPage;
  };
  for (const [matter, size] of matterSizes.entries()) {
    for (let left = size; left > 0;) {
      if (free < 2) turn();
      const lines = Math.min(left, free - 1);
      pages.at(-1)?.push({ matter, lines, isContinued: left < size });
      free -= lines + 1;
      left -= lines;
    }
  }
  if (free < 1) turn();
  return pages;
}
