import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ListRegistrations } from '../../../shared/contracts/usage.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { siriusReference } from '../../../shared/lpa-reference.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { corrected, newLpa, openFeed, registered, withdrawn, type Feed } from './feed-under-test.ts';

type Asked = Partial<Parameters<ReturnType<typeof desk>['usage']['listRegistrations']>[0]>;

let books: Books;
let feed: Feed;
let one: OrganisationReference;
let two: OrganisationReference;
let asAgent: ReturnType<typeof desk>;
const sirius = siriusReference('70000000123');
const early = newLpa();
const halved = newLpa();
const gone = newLpa();
const moved = newLpa();
beforeAll(async () => {
  books = await openBooks();
  feed = await openFeed(books);
  [one, two] = [await books.organisation('One LLP'), await books.organisation('Two LLP')];
  asAgent = desk(books, await books.staff('agent'));
  const on = (registeredOn: string) => ({ registeredOn, receivedOn: '2026-06-01' });
  await feed(
    registered(one, { ...on('2026-07-01'), lpaReference: early, ownReference: 'smi_1%' }),
    registered(one, { ...on('2026-08-01'), lpaReference: halved, channel: 'paper', ownReference: 'SMI/2' }),
    registered(two, { ...on('2026-08-01'), lpaReference: gone, ownReference: null }),
    registered(two, { ...on('2026-08-31'), lpaReference: moved, ownReference: 'XYZ' }),
    registered(two, { ...on('2026-09-01'), lpaReference: sirius, feeKind: 'exempt', ownReference: 'SMI/3' }),
    corrected(halved, { feeKind: 'half' }),
    withdrawn(gone),
  );
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

async function found(asked: Asked): Promise<string[]> {
  const { rows } = await asAgent.usage.listRegistrations(asked);
  return rows.map(({ lpaReference }) => lpaReference);
}

describe('registrations', () => {
  test('come latest registered first, and of a day the last to come first', async () => {
    expect(await found({})).toEqual([sirius, moved, gone, halved, early]);
  });

  test.each<[string, () => Asked, () => string[]]>([
    ['an organisation', () => ({ organisation: one }), () => [halved, early]],
    [
      'a period, its end left out',
      () => ListRegistrations.parse({ registeredFrom: '2026-08-01', registeredBefore: '2026-09-01' }),
      () => [moved, gone, halved],
    ],
    ['a fee', () => ({ feeKind: 'half' as const }), () => [halved]],
    ['a channel', () => ({ channel: 'paper' as const }), () => [halved]],
    ['what was withdrawn', () => ({ withdrawn: true }), () => [gone]],
    ['what was not', () => ({ withdrawn: false }), () => [sirius, moved, halved, early]],
    ['their reference, in whatever case', () => ({ text: 'smi/' }), () => [sirius, halved]],
    ['their reference, whatever signs it has', () => ({ text: 'smi_1%' }), () => [early]],
    ['an LPA reference as it is printed', () => ({ text: sirius }), () => [sirius]],
    ['an LPA reference without its hyphens', () => ({ text: sirius.replaceAll('-', '') }), () => [sirius]],
    ['the beginning of an LPA reference', () => ({ text: '7000 0000 12' }), () => [sirius]],
    ['the beginning of a modernised one, in small', () => ({ text: moved.slice(0, 11).toLowerCase() }), () => []],
    ['nothing that is there', () => ({ text: 'nothing', organisation: one }), () => []],
  ])('are narrowed to %s', async (what, asked, expected) => {
    const lpas = await found(asked());
    if (what.startsWith('the beginning of a modernised')) expect(lpas).toContain(moved);
    else expect(lpas).toEqual(expected());
  });

  test('come in pages that miss nothing and repeat nothing', async () => {
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof asAgent.usage.listRegistrations>> = await asAgent.usage.listRegistrations({
        cursor,
        limit: 2,
      });
      paged.push(...page.rows.map(({ lpaReference }) => lpaReference));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(await found({}));
  });

  test('tell where they came from and what changed them, in the order of the source', async () => {
    const event = registered(one, { feeKind: 'hardship' });
    const later = corrected(event.lpaReference, { organisation: two }, { occurredAt: '2026-11-23T09:00:00Z' });
    const sooner = corrected(event.lpaReference, { feeKind: 'full', ownReference: null });
    await feed(event, later);
    await feed(sooner);
    const [row] = (await asAgent.usage.listRegistrations({ text: event.lpaReference })).rows;
    const record = await asAgent.usage.getRegistration({ id: row?.id ?? 0 });
    expect(record).toMatchObject({
      organisation: { reference: two },
      feeKind: 'full',
      changes: 2,
      donorKey: 'donor-0001',
    });
    expect(record.delivery).toMatchObject({ channel: 'feed', rowNumber: 1 });
    expect(record.history.map(({ eventId, changed }) => [eventId, changed])).toEqual([
      [
        sooner.eventId,
        [
          { fact: 'feeKind', before: 'hardship', says: 'full' },
          { fact: 'ownReference', before: 'SMI/0042', says: null },
        ],
      ],
      [later.eventId, [{ fact: 'organisation', before: one, says: two }]],
    ]);
  });

  test('that are not there are refused by name', async () => {
    await expect(asAgent.usage.getRegistration({ id: 999_999_999 })).rejects.toThrow('REGISTRATION_NOT_FOUND');
    await expect(asAgent.usage.getDelivery({ id: 999_999_999 })).rejects.toThrow('DELIVERY_NOT_FOUND');
  });
});

test('deliveries are listed newest first: by how they came, and by whether something is wrong', async () => {
  const good = await feed(registered(one));
  const bad = await feed(registered(one, { feeKind: 'free' }));
  const ids = async (show: 'all' | 'feed' | 'files' | 'problems') =>
    (await asAgent.usage.listDeliveries({ show })).rows.map(({ id }) => id);
  expect((await ids('all')).slice(0, 2)).toEqual([bad.deliveryId, good.deliveryId]);
  expect(await ids('feed')).toEqual(await ids('all'));
  expect(await ids('files')).toEqual([]);
  expect(await ids('problems')).toContain(bad.deliveryId);
  expect(await ids('problems')).not.toContain(good.deliveryId);
});

test('what waits is told of a delivery until its registration comes', async () => {
  const event = registered(one);
  const { deliveryId } = await feed(corrected(event.lpaReference, { feeKind: 'half' }));
  expect(await asAgent.usage.getDelivery({ id: deliveryId })).toMatchObject({
    counts: { waiting: 1 },
    stillWaiting: 1,
  });
  await feed(event);
  expect(await asAgent.usage.getDelivery({ id: deliveryId })).toMatchObject({
    counts: { waiting: 1 },
    stillWaiting: 0,
  });
});
