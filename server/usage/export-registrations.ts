import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ExportRegistrations, type RegistrationRow } from '../../shared/contracts/usage.ts';
import type { ListFile } from '../../shared/contracts/paging.ts';
import { recordAudit } from '../audit/index.ts';
import { streamCsv } from '../platform/csv-writer.ts';
import { keepListExport } from '../platform/list-export.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { listRegistrations } from './list-registrations.ts';

export const REGISTRATIONS_LIST = 'registrations';

const ROWS_AT_A_TIME = 2_000;

const HEADER = [
  ...['LPA', 'Organisation', 'Organisation name', 'Kind', 'Received', 'Registered', 'Fee', 'Channel'],
  ...['Their reference', 'Withdrawn'],
];

/** Makes the filtered list ready to be fetched as a file, by whoever asks. */
export async function exportRegistrations(scope: CommandScope, input: ExportRegistrations): Promise<ListFile> {
  const fileId = randomUUID();
  const { commandId: _commandId, ...asked } = input;
  await keepListExport(scope, fileId, { list: REGISTRATIONS_LIST, asked });
  await recordAudit(scope, {
    kind: 'usage.list-saved',
    subject: `list:${REGISTRATIONS_LIST}`,
    organisationId: null,
    facts: { only: input.organisation },
  });
  return { fileId, name: 'registrations.csv' };
}

const Asked = ExportRegistrations.omit({ commandId: true });

/** The file of registrations as somebody asked for it, streamed. */
export function registrationsFile(em: EntityManager, asked: unknown): Readable {
  const filter = Asked.parse(asked);
  return streamCsv<RegistrationRow>({
    header: HEADER,
    page: (cursor) => listRegistrations(em.fork(), { ...filter, cursor, limit: ROWS_AT_A_TIME }),
    cells: (row) => [
      ...[row.lpaReference, row.organisation.reference, row.organisation.name, row.lpaKind, row.receivedOn],
      ...[row.registeredOn, row.feeKind, row.channel, row.ownReference, row.withdrawnAt],
    ],
  });
}
