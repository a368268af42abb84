import { splitRecord } from '../platform/csv-record.ts';
import { FileRefused } from './file-refused.ts';

/** The columns of a file of registrations, by the names that its first line gives them. */
export const FILE_COLUMNS = [
  'lpa_reference',
  'organisation',
  'lpa_kind',
  'received_on',
  'registered_on',
  'fee_kind',
  'channel',
  'donor_key',
  'own_reference',
  'stated_fee',
] as const;
export type FileColumn = (typeof FILE_COLUMNS)[number];

const OPTIONAL: readonly FileColumn[] = ['own_reference', 'stated_fee'];
const OTHER_SEPARATORS = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'upright strokes'],
] as const;

/** Which cell of a row holds which column. */
export interface FileLayout {
  readonly cellCount: number;
  readonly placeOf: ReadonlyMap<FileColumn, number>;
}

/**
 * Reads the first line. FileRefused when a column is missing, named twice or not known here: an unknown column could
 * hold what must not be sent, such as a donor's name, so its name is not repeated either.
 */
export function readHeader(line: string): FileLayout {
  const names = namesIn(line, ',');
  if (names.length === 1) refuseOtherSeparator(line);
  const unknown = names.flatMap((name, index) => (isColumn(name) ? [] : [index + 1]));
  const known = names.filter(isColumn);
  const missing = FILE_COLUMNS.filter((column) => !OPTIONAL.includes(column) && !known.includes(column));
  if (missing.length > 0) throw new FileRefused('FILE_COLUMNS_MISSING', { columns: missing.join(', ') });
  if (unknown.length > 0) throw new FileRefused('FILE_COLUMNS_UNKNOWN', { places: unknown.join(', ') });
  const repeated = known.filter((column, index) => known.indexOf(column) !== index);
  if (repeated.length > 0) throw new FileRefused('FILE_COLUMNS_REPEATED', { columns: repeated.join(', ') });
  return { cellCount: names.length, placeOf: new Map(known.map((column, index) => [column, index])) };
}

function namesIn(line: string, separator: string): string[] {
  return (splitRecord(line, separator) ?? [line]).map((name) => name.trim().toLowerCase());
}

function isColumn(name: string): name is FileColumn {
  return FILE_COLUMNS.some((column) => column === name);
}

function refuseOtherSeparator(line: string): void {
  for (const [sign, separator] of OTHER_SEPARATORS) {
    if (namesIn(line, sign).some(isColumn) && line.includes(sign)) {
      throw new FileRefused('FILE_SEPARATOR_WRONG', { separator });
    }
  }
}
