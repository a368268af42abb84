import type { EntityManager } from '@mikro-orm/postgresql';
import type { CardPaymentPreview, CardPaymentSelection } from '../../shared/contracts/payments.ts';
import { poundsInWords } from '../../shared/money.ts';
import { requireNotBeingPaid } from '../billing/index.ts';
import { Organisation, requireAllowed } from '../organisations/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { chooseCardPayment, requirePayable, type ChosenPayment } from './choose-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { findSimilarPayments } from './similar-payments.ts';

const MOST_LISTED = 200;

/**
 * What starting this payment would do: the sum, in figures and in words, the lines it meets, and the refusal it would
 * meet if there is one. Decides nothing: the start decides again, under locks.
 */
export async function previewCardPayment(
  em: EntityManager,
  selection: CardPaymentSelection,
  deps: Pick<PaymentsDeps, 'bankTransfer'>,
  now: Date,
): Promise<CardPaymentPreview> {
  const organisation = await em.findOne(Organisation, { reference: selection.organisation });
  if (organisation === null) throw new DomainError('ORGANISATION_NOT_FOUND', { reference: selection.organisation });
  const chosen = await chooseCardPayment(em, organisation.id, selection);
  const refusal = await refusalOf(em, organisation, chosen);
  const amounts = new Map(chosen.shares.map(({ lineId, amount }) => [lineId, amount]));
  const met = chosen.lines.filter(({ lineId }) => amounts.has(lineId));
  const invoices = new Set(met.map(({ invoiceNumber }) => invoiceNumber));
  const [onlyInvoice] = invoices;
  return {
    due: chosen.due,
    amount: chosen.amount,
    amountInWords: poundsInWords(chosen.amount),
    lineCount: met.length,
    invoiceCount: invoices.size,
    spread: met.slice(0, MOST_LISTED).map(({ lineId, invoiceNumber, lpaReference, outstanding }) => ({
      lineId,
      invoiceNumber,
      lpaReference,
      outstanding,
      amount: amounts.get(lineId) ?? outstanding,
    })),
    cardLimit: chosen.cardLimit,
    similar: await findSimilarPayments(em, {
      ...{ organisationId: organisation.id, amount: chosen.amount, now },
      lpas: met.map(({ lpaReference }) => lpaReference),
    }),
    refusal,
    bankTransfer: {
      ...deps.bankTransfer,
      reference: invoices.size === 1 && onlyInvoice !== undefined ? onlyInvoice : organisation.reference,
    },
  };
}

async function refusalOf(
  em: EntityManager,
  organisation: Organisation,
  chosen: ChosenPayment,
): Promise<CardPaymentPreview['refusal']> {
  try {
    requireAllowed(organisation, 'takeCardPayment');
    requirePayable(chosen);
    await requireNotBeingPaid(
      em,
      chosen.shares.map(({ lineId }) => lineId),
    );
    return null;
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, details: { ...error.details } };
    throw error;
  }
}
