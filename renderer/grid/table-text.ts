/** A spreadsheet runs what begins so as a formula; a name that begins so must stay a name. */
const RUNS_AS_FORMULA = /^[=+@-]/;

function cellText(text: string): string {
  const plain = text.replaceAll(/[\t\r\n]+/g, ' ');
  return RUNS_AS_FORMULA.test(plain) ? `'${plain}` : plain;
}

/** Rows of cells as tab-separated lines, for pasting into a spreadsheet. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(cellText).join('\t')).join('\n');
}
