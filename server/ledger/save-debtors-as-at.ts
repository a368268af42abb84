import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AskBooksAsAt, DEBT_AGES, type DebtorRow, type SaveDebtorsAsAt } from '../../shared/contracts/books-as-at.ts';
import type { ListFile } from '../../shared/contracts/paging.ts';
import { recordAudit } from '../audit/index.ts';
import { streamCsv } from '../platform/csv-writer.ts';
import { keepListExport } from '../platform/list-export.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { AsAtContext } from './answer-for.ts';
import { listDebtorsAsAt } from './list-debtors-as-at.ts';

export const DEBTORS_LIST = 'debtors-as-at';

const ROWS_AT_A_TIME = 2_000;

const HEADER = [
  ...['As at', 'Organisation', 'Organisation name', 'Owed', 'Not due yet', 'Up to 30 days', '31 to 60 days'],
  ...['61 to 90 days', 'Over 90 days', 'In credit'],
];

/** Makes the debtors as at a moment ready to be fetched as a file, by whoever asks. */
export async function saveDebtorsAsAt(scope: CommandScope, { at }: SaveDebtorsAsAt): Promise<ListFile> {
  const fileId = randomUUID();
  await keepListExport(scope, fileId, { list: DEBTORS_LIST, asked: { at } });
  await recordAudit(scope, {
    kind: 'ledger.debtors-saved',
    subject: `list:${DEBTORS_LIST}`,
    organisationId: null,
    facts: { at },
  });
  return { fileId, name: `debtors-${at.slice(0, 10)}.csv` };
}

/** The file of debtors as somebody asked for it, streamed; money in pounds, as a number. */
export function debtorsFile(ctx: AsAtContext, asked: unknown): Readable {
  const { at } = AskBooksAsAt.parse(asked);
  return streamCsv<DebtorRow>({
    header: HEADER,
    page: (cursor) =>
      listDebtorsAsAt({ ...ctx, em: ctx.em.fork() }, { at, organisation: null, cursor, limit: ROWS_AT_A_TIME }),
    cells: ({ organisation, owed, ages, credit }) => [
      ...[at, organisation.reference, organisation.name],
      ...[owed, ...DEBT_AGES.map((age) => ages[age]), credit].map(inPounds),
    ],
  });
}

function inPounds(amount: number): number {
  return amount / 100;
}
