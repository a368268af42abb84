/** Where the keyboard was in each list, so that coming back from a record finds the same row. For this page's life. */
const places = new Map<string, number>();

export function rememberPlace(list: string, rowIndex: number): void {
  places.set(list, rowIndex);
}

/** The row the keyboard was on; 0 for a list not seen before. */
export function placeIn(list: string): number {
  return places.get(list) ?? 0;
}
