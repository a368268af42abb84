import { describe, expect, test } from 'vitest';
import { listDifferences } from '../../../../server/billing/corrections/list-differences.ts';
import { DifferencePage } from '../../../../shared/contracts/corrections.ts';
import { corrected, registered, withdrawn } from '../../usage/feed-under-test.ts';
import { aLine } from '../../../support/books.ts';
import { balanceOf, correct, madeBy, creditOf, useCorrections } from './correction-under-test.ts';

const office = useCorrections();

describe('what a registration comes to say after it was billed', () => {
  async function billedRegistration(feeKind: string, amount: number) {
    const organisation = await office.books.organisation();
    const event = registered(organisation, { feeKind });
    await office.feed(event);
    const line = {
      ...aLine(amount),
      feeKind,
      lpaReference: event.lpaReference,
      receivedOn: event.receivedOn,
      registeredOn: event.registeredOn,
    };
    const made = await correct(office.books, office.team, { kind: 'one-off-invoice', organisation, lines: [line] });
    return { organisation, event, invoice: (await madeBy(office.books, made)).invoice ?? '' };
  }
  const differences = async (lpa: string) => {
    const page = await listDifferences(office.books.orm.em.fork(), { cursor: null, limit: 100 });
    return DifferencePage.parse(page).rows.filter(({ lpaReference }) => lpaReference === lpa);
  };

  test('a remission granted late asks for a credit, which puts it right', async () => {
    const { event, invoice, organisation } = await billedRegistration('full', 9200);
    expect(await differences(event.lpaReference)).toEqual([]);
    await office.feed(corrected(event.lpaReference, { feeKind: 'half' }));
    const [difference] = await differences(event.lpaReference);
    expect(difference).toMatchObject({ asks: 'credit', charged: 9200, price: 4600, billedAs: 'full', nowIs: 'half' });
    const lines = [{ lineId: difference?.lineId ?? 0, amount: 4600 }];
    await correct(office.books, office.team, { ...creditOf(invoice, lines), reason: 'fee-lowered' });
    expect(await differences(event.lpaReference)).toEqual([]);
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 4600, credit: 0 });
  });

  test('a withdrawal asks for a credit of the whole, a change of organisation for a move, a refusal for more', async () => {
    const gone = await billedRegistration('full', 9200);
    await office.feed(withdrawn(gone.event.lpaReference));
    expect(await differences(gone.event.lpaReference)).toMatchObject([{ asks: 'credit', price: 0, withdrawn: true }]);
    const other = await office.books.organisation();
    const moved = await billedRegistration('full', 9200);
    await office.feed(corrected(moved.event.lpaReference, { organisation: other }));
    expect(await differences(moved.event.lpaReference)).toMatchObject([
      { asks: 'move', movedTo: { reference: other } },
    ]);
    const refused = await billedRegistration('half', 4600);
    await office.feed(corrected(refused.event.lpaReference, { feeKind: 'full' }));
    expect(await differences(refused.event.lpaReference)).toMatchObject([
      { asks: 'charge', charged: 4600, price: 9200 },
    ]);
    await office.feed(
      corrected(refused.event.lpaReference, { feeKind: 'hardship' }, { occurredAt: '2026-11-22T09:00:00Z' }),
    );
    expect(await differences(refused.event.lpaReference)).toEqual([]);
  });
});
