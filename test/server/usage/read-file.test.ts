import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOriginal } from '../../../server/usage/index.ts';
import { organisationReference, type OrganisationReference } from '../../../shared/checked-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { aRow, csv, HEADER, openFiles, type Files } from './files-under-test.ts';
import { newLpa, openFeed, outcomes, registered } from './feed-under-test.ts';

let books: Books;
let files: Files;
let organisation: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  files = await openFiles(books);
  organisation = await books.organisation();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await files.close();
  await books.close();
});

const row = (given: Parameters<typeof aRow>[1] = {}): string => aRow(organisation, given);
const registrationsOf = (deliveryId: number) =>
  books.rows<{ delivery_row: number; stated_fee: number; own_reference: string | null }>(
    'select delivery_row, stated_fee, own_reference from registration where delivery_id = ? order by delivery_row',
    [deliveryId],
  );

describe('a file', () => {
  test('is taken in row by row: what is right is in, what is not is told by its line', async () => {
    const lpaReference = newLpa();
    const refusedLpa = newLpa();
    const known = row({ lpaReference });
    await files.take(csv(known));
    const { id, state, counts, rowCount, bytesRead, byteCount } = await files.take(
      csv(row(), known, row({ feeKind: 'free', lpaReference: refusedLpa }), row({ ownReference: null, statedFee: '' })),
    );
    expect({ state, rowCount, counts }).toEqual({
      state: 'done',
      rowCount: 4,
      counts: { accepted: 2, duplicate: 1, refused: 1, corrected: 0, withdrawn: 0, waiting: 0 },
    });
    expect(bytesRead).toBe(byteCount);
    expect(await files.rowsOf(id)).toEqual([
      {
        ...{ rowNumber: 3, outcome: 'duplicate', reason: null, lpaReference },
        sentence: 'Already known. Nothing was changed.',
      },
      {
        ...{ rowNumber: 4, outcome: 'refused', reason: 'VALUE_UNKNOWN', lpaReference: refusedLpa },
        sentence: 'fee_kind must be one of: full, half, repeat, quarter, exempt, hardship.',
      },
    ]);
    expect(await registrationsOf(id)).toEqual([
      { delivery_row: 2, stated_fee: 9200, own_reference: 'SMI/0042' },
      { delivery_row: 5, stated_fee: null, own_reference: null },
    ]);
  });

  test('tells of the same LPA twice within itself', async () => {
    const lpaReference = newLpa();
    const { id, counts } = await files.take(
      csv(row({ lpaReference }), row({ lpaReference }), row({ lpaReference, channel: 'paper' })),
    );
    expect(counts).toMatchObject({ accepted: 1, duplicate: 1, refused: 1 });
    expect((await files.rowsOf(id)).map(({ reason }) => reason)).toEqual([null, 'LPA_REGISTERED_DIFFERENTLY']);
  });

  test('that came before is recognised whatever its name, kept once, and answered with its first delivery', async () => {
    const content = csv(row(), row());
    const first = await files.send(content, 'one.csv');
    await files.readAll();
    const second = await files.send(content, 'two.csv');
    expect(second).toEqual({ deliveryId: first.deliveryId, cameBefore: true });
    const kept = await books.rows('select from usage_file_part where bytes = ?', [Buffer.from(content)]);
    expect(kept).toHaveLength(1);
  });

  test('is kept byte for byte, with its hash', async () => {
    const content = csv(...Array.from({ length: 300 }, () => row()));
    const { deliveryId } = await files.send(content, 'kept.csv', 1_000);
    const { fileId, sha256 } = await files.delivery(deliveryId);
    const original = await openOriginal(books.orm.em.fork(), fileId ?? '');
    const bytes = Buffer.concat(await (original?.bytes.toArray() ?? []));
    expect(bytes.toString()).toBe(content);
    const { createHash } = await import('node:crypto');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    await files.readAll();
  });

  test('may hold its columns in any order, leave out those it need not have, quote cells and end anyhow', async () => {
    const lpa = newLpa();
    const content = [
      '\uFEFF"DONOR_KEY",channel,fee_kind,registered_on,received_on,lpa_kind,organisation,lpa_reference,own_reference',
      `donor-0001,online,full,2026-11-19,2026-09-01,property-and-affairs,${organisation},"${lpa}","Smith, ""J"" /42"`,
      '',
      ',,,,,,,,',
      `donor-0001,online,full,2026-11-19,2026-09-01,property-and-affairs,${organisation.toLowerCase()}, ${newLpa().replaceAll('-', ' ')} ,`,
    ].join('\n');
    const { id, counts, rowCount } = await files.take(content);
    expect({ ...counts, rowCount }).toMatchObject({ accepted: 2, refused: 0, rowCount: 2 });
    expect((await registrationsOf(id)).map((each) => each.own_reference)).toEqual(['Smith, "J" /42', null]);
  });

  test('and the feed know the same LPA', async () => {
    const feed = await openFeed(books);
    const event = registered(organisation);
    await feed(event);
    const { counts } = await files.take(csv(row({ lpaReference: event.lpaReference })));
    expect(counts).toMatchObject({ accepted: 0, duplicate: 1 });
    const inFile = newLpa();
    await files.take(csv(row({ lpaReference: inFile })));
    expect(outcomes(await feed(registered(organisation, { lpaReference: inFile })))).toEqual(['duplicate']);
  });
});

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a row is refused by itself', () => {
  test.each([
    ['three decimals', () => row({ statedFee: '92.005' }), 'AMOUNT_WRONG'],
    ['one decimal', () => row({ statedFee: '92.0' }), 'AMOUNT_WRONG'],
    ['a negative amount', () => row({ statedFee: '-92.00' }), 'AMOUNT_WRONG'],
    ['a day of a spreadsheet', () => row({ registeredOn: '19/11/2026' }), 'DATE_WRONG'],
    ['a day to come', () => row({ registeredOn: '2027-01-01' }), 'DATE_IN_FUTURE'],
    ['registered before received', () => row({ receivedOn: '2026-11-20' }), 'REGISTERED_BEFORE_RECEIVED'],
    ['a wrong check digit', () => row({ lpaReference: '700000000225' }), 'LPA_CHECK_DIGIT_WRONG'],
    ['an LPA reference that a spreadsheet rounded', () => row({ lpaReference: '7E+11' }), 'LPA_REFERENCE_WRONG'],
    ['an unknown organisation', () => row({ organisation: organisationReference(1) }), 'ORGANISATION_UNKNOWN'],
    ['a formula', () => row({ ownReference: '=1+1' }), 'FORMULA'],
    ['a full-width formula', () => row({ ownReference: '＝1' }), 'FORMULA'],
    ['a formula where a reference belongs', () => row({ lpaReference: '@SUM(A1)' }), 'FORMULA'],
    ['NUL', () => row({ ownReference: 'a\0b' }), 'ROW_CONTROL_CHARACTERS'],
    ['a cell too few', () => row().replace(/,[^,]*$/, ''), 'ROW_COLUMN_COUNT'],
    ['a cell too many', () => `${row()},1`, 'ROW_COLUMN_COUNT'],
    ['a quote that does not end', () => row({ ownReference: '"open' }), 'ROW_QUOTES_WRONG'],
    ['a quote in the middle', () => row({ ownReference: 'a"b' }), 'ROW_QUOTES_WRONG'],
    ['a row without end', () => row({ ownReference: 'x'.repeat(5_000) }), 'ROW_TOO_LONG'],
    ['a reference too long', () => row({ ownReference: 'x'.repeat(61) }), 'TEXT_TOO_LONG'],
    ['Windows-1252', () => row({ ownReference: 'Caf\u00e9' }), 'ROW_NOT_UTF8'],
  ])('for %s, and the rows around it go in', async (_what, bad, reason) => {
    const { id, state, counts } = await files.take(
      reason === 'ROW_NOT_UTF8' ? latin1(csv(row(), bad(), row())) : csv(row(), bad(), row()),
    );
    expect({ state, counts }).toMatchObject({ state: 'done', counts: { accepted: 2, refused: 1 } });
    const rows = await files.rowsOf(id);
    expect(rows).toMatchObject([{ rowNumber: 3, reason }]);
    expect(rows[0]?.sentence).toMatch(/\.$/);
  });
});

describe('a file is refused as a whole, and nothing of it is taken in', () => {
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const oneRow = (header: string, separator = ','): string =>
    `${header}\n${row().replaceAll(',', separator)}\n`.replaceAll(',', separator);
  test.each([
    ['UTF-16 with its mark', () => utf16(csv(row())), 'FILE_UTF16'],
    ['UTF-16 without', () => Buffer.from(csv(row()), 'utf16le'), 'FILE_UTF16'],
    ['semicolons', () => oneRow(HEADER, ';'), 'FILE_SEPARATOR_WRONG'],
    ['tabs', () => oneRow(HEADER, '\t'), 'FILE_SEPARATOR_WRONG'],
    ['no first line', () => `${row()}\n${row()}\n`, 'FILE_COLUMNS_MISSING'],
    ['a column left out', () => oneRow(HEADER.replace('fee_kind,', '')), 'FILE_COLUMNS_MISSING'],
    ['a column too many', () => oneRow(`${HEADER},donor_name`), 'FILE_COLUMNS_UNKNOWN'],
    ['a column twice', () => oneRow(HEADER.replace('stated_fee', 'channel')), 'FILE_COLUMNS_REPEATED'],
    ['a workbook', () => Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80, 10, 1, 2]), 'FILE_NOT_UTF8'],
    ['old line ends', () => csv(row()).replaceAll('\r\n', '\r'), 'FILE_LINE_ENDS_WRONG'],
    ['no rows', () => csv(), 'FILE_HAS_NO_ROWS'],
  ])('for %s', async (_what, content, refusal) => {
    const before = await books.rows('select count(*) from registration');
    const delivery = await files.take(content());
    expect(delivery).toMatchObject({ state: 'refused', refusal: { code: refusal }, counts: { accepted: 0 } });
    expect(delivery.refusal?.sentence).toMatch(/\.$/);
    expect(delivery.refusal?.sentence).not.toContain('donor_name');
    expect(await books.rows('select count(*) from registration')).toEqual(before);
  });

  test.each([
    ['in a free text', () => row({ ownReference: 'SMI 4444 3333 2222 1111' })],
    ['where it does not belong', () => row({ lpaReference: '4444333322221111' })],
    ['in a row that is broken', () => `4444333322221111,${row()}`],
    ['in a broken quote', () => row({ ownReference: '"4444333322221111' })],
  ])('for a card number %s, and then its original is not kept either', async (_what, bad) => {
    const delivery = await files.take(csv(row(), row(), bad()));
    expect(delivery).toMatchObject({ state: 'refused', refusal: { code: 'FILE_HOLDS_CARD_NUMBER' }, fileId: null });
    expect(delivery.refusal?.sentence).toContain('Line 4');
    const kept = await books.rows(
      `select part.bytes from usage_file_part part join usage_delivery delivery on delivery.file_id = part.file_id
       where delivery.id = ?`,
      [delivery.id],
    );
    expect(kept).toEqual([]);
    expect(await registrationsOf(delivery.id)).toEqual([]);
  });
});

describe('an upload', () => {
  test('is not ended before all of it is there, nor by somebody else', async () => {
    const asFinance = desk(books, files.finance);
    const input = { commandId: randomUUID(), fileId: randomUUID(), name: 'a.csv', partCount: 1, byteCount: 10 };
    await expect(asFinance.usage.deliverUpload(input)).rejects.toThrow('UPLOAD_INCOMPLETE');
    const other = desk(books, await books.staff('finance'));
    const { keepFilePart } = await import('../../../server/usage/index.ts');
    await keepFilePart(books.as(files.finance), { fileId: input.fileId, part: 0, bytes: Buffer.from('0123456789') });
    await expect(other.usage.deliverUpload(input)).rejects.toThrow('UPLOAD_INCOMPLETE');
    expect(
      await keepFilePart(books.as(await books.staff('finance')), {
        fileId: input.fileId,
        part: 1,
        bytes: Buffer.from('x'),
      }),
    ).toBe(false);
    await expect(asFinance.usage.deliverUpload({ ...input, commandId: randomUUID(), byteCount: 9 })).rejects.toThrow(
      'UPLOAD_INCOMPLETE',
    );
  });

  test('answers the same when its end is sent again', async () => {
    const content = csv(row());
    const first = await files.send(content);
    const [part] = await books.rows<{ file_id: string }>('select file_id from usage_delivery where id = ?', [
      first.deliveryId,
    ]);
    const input = { fileId: part?.file_id ?? '', name: 'registrations.csv', partCount: 1, byteCount: content.length };
    const again = await desk(books, files.finance).usage.deliverUpload({ ...input, commandId: randomUUID() });
    expect(again).toEqual({ deliveryId: first.deliveryId, cameBefore: true });
    await files.readAll();
    expect(await files.delivery(first.deliveryId)).toMatchObject({ state: 'done', counts: { accepted: 1 } });
  });
});
