import { randomUUID } from 'node:crypto';
import { createLogger } from '../../../server/platform/logger.ts';
import { registerServerCopy } from '../../../server/platform/server-copy.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { createDeliveryReader, keepFilePart } from '../../../server/usage/index.ts';
import type { DeliveredUpload, DeliveryRecord, DeliveryRowResult } from '../../../shared/contracts/usage.ts';
import type { Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { registered, type RegisteredEvent } from './feed-under-test.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';

export const HEADER =
  'lpa_reference,organisation,lpa_kind,received_on,registered_on,fee_kind,channel,donor_key,own_reference,stated_fee';

/** A row of a file that is right in every respect, but for what is given. */
export function aRow(
  organisation: OrganisationReference,
  given: Partial<RegisteredEvent> & { readonly statedFee?: string } = {},
): string {
  const { statedFee = '92.00', ...others } = given;
  const row = registered(organisation, others);
  const facts = [row.lpaReference, row.organisation, row.lpaKind, row.receivedOn, row.registeredOn, row.feeKind];
  return [...facts, row.channel, row.donorKey, row.ownReference ?? '', statedFee].join(',');
}

export function csv(...rows: string[]): string {
  return `${[HEADER, ...rows].join('\r\n')}\r\n`;
}

/** Finance sending files and looking at what became of them. */
export interface Files {
  readonly finance: StaffActor;
  /** Sends a file in parts of that many bytes and ends the upload. */
  send(content: string | Buffer, name?: string, partBytes?: number): Promise<DeliveredUpload>;
  /** Reads whatever waits, as the job does. */
  readAll(): Promise<void>;
  /** Sends, reads, and says what became of it. */
  take(content: string | Buffer, name?: string): Promise<DeliveryRecord>;
  delivery(id: number): Promise<DeliveryRecord>;
  rowsOf(id: number): Promise<DeliveryRowResult[]>;
  close(): Promise<void>;
}

export async function openFiles(books: Books): Promise<Files> {
  const finance = await books.staff('finance');
  const asFinance = desk(books, finance);
  const copy = await registerServerCopy(books.database.serverUrl, books.clock.now(), createLogger('silent'));
  const reader = createDeliveryReader(books.system, copy.id);
  const files: Files = {
    finance,
    send: async (content, name = 'registrations.csv', partBytes = 64 * 1024) => {
      const bytes = Buffer.from(content);
      const fileId = randomUUID();
      const partCount = Math.ceil(bytes.length / partBytes);
      for (let part = 0; part < partCount; part += 1) {
        const slice = bytes.subarray(part * partBytes, (part + 1) * partBytes);
        await keepFilePart(books.as(finance), { fileId, part, bytes: slice });
      }
      const input = { commandId: randomUUID(), fileId, name, partCount, byteCount: bytes.length };
      return asFinance.usage.deliverUpload(input);
    },
    readAll: () => reader.readAll(),
    take: async (content, name) => {
      const { deliveryId } = await files.send(content, name);
      await reader.readAll();
      return files.delivery(deliveryId);
    },
    delivery: (id) => asFinance.usage.getDelivery({ id }),
    rowsOf: async (deliveryId) => (await asFinance.usage.listDeliveryRows({ deliveryId })).rows,
    close: () => copy.stop(),
  };
  return files;
}
