import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { getCorrection } from '../../../../server/billing/corrections/list-corrections.ts';
import { reviseCorrection } from '../../../../server/billing/corrections/revise-correction.ts';
import { withdrawCorrection } from '../../../../server/billing/corrections/withdraw-correction.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import { CorrectionRecord } from '../../../../shared/contracts/corrections.ts';
import { payCardPayment, placeAwaitingCard } from '../../platform/card-payment-rows.ts';
import {
  approveAs,
  aRequest,
  ask,
  balanceOf,
  correct,
  creditOf,
  linesOf,
  madeBy,
  sendBack,
  useCorrections,
} from './correction-under-test.ts';

const office = useCorrections();

describe('asking and approving', () => {
  test('nothing happens until another person approves, and never by one’s own hand', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    const [line] = await linesOf(office.books, number);
    const manager = await office.books.staff('finance-manager');
    const asked = await ask(office.books, manager, creditOf(number, [{ lineId: line?.id ?? 0, amount: 9200 }]));
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 9200, credit: 0 });
    await expect(approveAs(office.books, manager, asked)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await expect(approveAs(office.books, office.team.asker, asked)).rejects.toMatchObject({
      code: 'APPROVAL_NOT_PERMITTED',
    });
    await approveAs(office.books, office.team.approver, asked);
    await expect(approveAs(office.books, office.team.approver, asked)).rejects.toMatchObject({
      code: 'APPROVAL_ALREADY_DECIDED',
    });
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 0, credit: 0 });
  });

  test('a payment between asking and approving makes it another thing: it is voided and can be asked for anew', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    const [line] = await linesOf(office.books, number);
    const request = creditOf(number, [{ lineId: line?.id ?? 0, amount: 9200 }]);
    const asked = await ask(office.books, office.team.asker, request);
    await payCardPayment(office.books, number, await office.books.staff('agent'));
    await expect(approveAs(office.books, office.team.approver, asked)).rejects.toMatchObject({
      code: 'APPROVAL_SUBJECT_CHANGED',
    });
    expect(await madeBy(office.books, asked)).toMatchObject({ state: 'returned', note: null });
    const again = await runCommand(
      office.books.as(office.team.asker),
      'corrections.revise',
      { commandId: randomUUID(), correctionId: asked.correctionId, request: aRequest(request) },
      reviseCorrection,
    );
    await approveAs(office.books, office.team.approver, { ...asked, approvalId: again.approvalId ?? 0 });
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 0, credit: 9200 });
  });

  test('an edit voids what waited, and its editor may not approve it', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    const [line] = await linesOf(office.books, number);
    const asked = await ask(
      office.books,
      office.team.asker,
      creditOf(number, [{ lineId: line?.id ?? 0, amount: 9200 }]),
    );
    const editor = await office.books.staff('finance-manager');
    const request = aRequest(creditOf(number, [{ lineId: line?.id ?? 0, amount: 100 }]));
    const edited = await runCommand(
      office.books.as(editor),
      'corrections.revise',
      { commandId: randomUUID(), correctionId: asked.correctionId, request },
      reviseCorrection,
    );
    await expect(approveAs(office.books, office.team.approver, asked)).rejects.toMatchObject({
      code: 'APPROVAL_ALREADY_DECIDED',
    });
    const now = { ...asked, approvalId: edited.approvalId ?? 0 };
    await expect(approveAs(office.books, editor, now)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await approveAs(office.books, office.team.approver, now);
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 9100, credit: 0 });
  });

  test('one correction of an invoice is open at a time; taken back it does nothing', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 9200);
    const [first, second] = await linesOf(office.books, number);
    const asked = await ask(office.books, office.team.asker, creditOf(number, [{ lineId: first?.id ?? 0, amount: 1 }]));
    const other = creditOf(number, [{ lineId: second?.id ?? 0, amount: 1 }]);
    await expect(ask(office.books, office.team.asker, other)).rejects.toMatchObject({
      code: 'CORRECTION_ALREADY_OPEN',
    });
    await sendBack(office.books, office.team.approver, asked);
    expect(
      CorrectionRecord.parse(
        await getCorrection(office.books.orm.em.fork(), asked.correctionId, office.books.clock.now()),
      ),
    ).toMatchObject({ state: 'returned', returnedReason: 'Say why', preview: { effect: { credited: 1 } } });
    await expect(ask(office.books, office.team.asker, other)).rejects.toMatchObject({
      code: 'CORRECTION_ALREADY_OPEN',
    });
    const takeBack = { commandId: randomUUID(), correctionId: asked.correctionId };
    await runCommand(office.books.as(office.team.asker), 'corrections.withdraw', takeBack, withdrawCorrection);
    await expect(
      runCommand(
        office.books.as(office.team.asker),
        'corrections.withdraw',
        { ...takeBack, commandId: randomUUID() },
        withdrawCorrection,
      ),
    ).rejects.toMatchObject({ code: 'CORRECTION_NOT_OPEN' });
    await correct(office.books, office.team, other);
    expect(await balanceOf(office.books, organisation)).toEqual({ receivable: 18_399, credit: 0 });
  });

  test('a line under an open card payment is not credited away: refused with who is on it, and waits', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200, 4600);
    const [first, second] = await linesOf(office.books, number);
    const asked = await ask(
      office.books,
      office.team.asker,
      creditOf(number, [{ lineId: first?.id ?? 0, amount: 9200 }]),
    );
    const agent = await office.books.staff('agent');
    await placeAwaitingCard(office.books, number, agent, { firstLineOnly: true });
    await expect(approveAs(office.books, office.team.approver, asked)).rejects.toMatchObject({
      code: 'LINE_ALREADY_BEING_PAID',
      details: { by: agent.name },
    });
    expect(await madeBy(office.books, asked)).toMatchObject({ state: 'waiting', note: null });
    const input = { commandId: randomUUID(), correctionId: asked.correctionId };
    await runCommand(office.books.as(office.team.asker), 'corrections.withdraw', input, withdrawCorrection);
    await correct(office.books, office.team, creditOf(number, [{ lineId: second?.id ?? 0, amount: 4600 }]));
    await expect(
      ask(office.books, office.team.asker, creditOf(number, [{ lineId: first?.id ?? 0, amount: 1 }])),
    ).rejects.toMatchObject({ code: 'LINE_ALREADY_BEING_PAID' });
  });

  test('no card number is kept in the words', async () => {
    const organisation = await office.books.organisation();
    const { number } = await office.books.invoice(organisation, 9200);
    const [line] = await linesOf(office.books, number);
    const request = { ...creditOf(number, [{ lineId: line?.id ?? 0, amount: 1 }]), words: 'Card 4000 0000 0000 0002' };
    await expect(ask(office.books, office.team.asker, request)).rejects.toMatchObject({
      code: 'TEXT_HOLDS_CARD_NUMBER',
    });
  });
});
