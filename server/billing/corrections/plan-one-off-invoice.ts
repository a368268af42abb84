import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type { RequestOf } from '../../../shared/contracts/corrections.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { LpaReference } from '../../../shared/lpa-reference.ts';
import { formatPounds } from '../../../shared/money.ts';
import { requireAllowed } from '../../organisations/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import { priceOf, type FeeRulePeriod } from '../fees/price-of.ts';
import { readFeeRules } from '../fees/read-fee-rules.ts';
import { checkInvoiceLines } from '../invoice-line-rules.ts';
import type { CorrectionPlan, Party, PlannedCharge } from './correction-plan.ts';
import { readParty } from './read-party.ts';

type Line = RequestOf<'one-off-invoice'>['lines'][number];

/**
 * Bills the lines given by hand. Their amounts are the asker's; where one is not the price of its kind of fee, the
 * approver is told. Refuses INVOICE_LINES_REFUSED, LPA_ALREADY_BILLED, and CORRECTION_REFUSED for an LPA that is
 * withdrawn or registered with another organisation.
 */
export async function planOneOffInvoice(
  em: EntityManager,
  request: RequestOf<'one-off-invoice'>,
  today: LocalDate,
): Promise<CorrectionPlan> {
  const from = await readParty(em, request.organisation);
  requireAllowed(from, 'issueInvoice');
  checkInvoiceLines(request.lines, today);
  await requireBillable(em, from, request.lines);
  const rules = await readFeeRules(em);
  return {
    kind: request.kind,
    reason: request.reason,
    words: request.words,
    ...{ from, to: null, invoice: null, credits: [], chargesAs: 'one-off' },
    charges: request.lines.map((line) => chargeOf(line, rules)),
  };
}

function chargeOf(line: Line, rules: readonly FeeRulePeriod[]): PlannedCharge {
  const rule = priceOf(rules, line.feeKind, line.receivedOn);
  const atItsPrice = rule !== null && rule.amount === line.amount;
  const differs =
    rule === null
      ? 'No fee rule is known for the day it was received'
      : `The fee of that day is ${formatPounds(rule.amount)}`;
  return { ...line, feeRuleId: atItsPrice ? rule.feeRuleId : null, change: atItsPrice ? null : differs };
}

async function requireBillable(em: EntityManager, from: Party, lines: readonly Line[]): Promise<void> {
  const [wrong] = await selectRows<{
    lpaReference: LpaReference;
    billed: boolean;
    number: InvoiceNumber | null;
    registeredWith: OrganisationReference | null;
  }>(
    em,
    `select given.lpa as "lpaReference", line.id is not null as billed, invoice.number,
       organisation.reference as "registeredWith"
     from jsonb_array_elements_text(?::jsonb) as given (lpa)
     left join invoice_line line on line.live and line.lpa_reference = given.lpa
     left join invoice on invoice.id = line.invoice_id
     left join registration on registration.lpa_reference = given.lpa
     left join organisation on organisation.id = registration.organisation_id
     where line.id is not null or registration.organisation_id <> ? or registration.withdrawn_at is not null limit 1`,
    [JSON.stringify(lines.map(({ lpaReference }) => lpaReference)), from.id],
  );
  if (wrong === undefined) return;
  const { lpaReference, billed, number, registeredWith } = wrong;
  if (billed) throw new DomainError('LPA_ALREADY_BILLED', { lpaReference, ...(number !== null && { number }) });
  throw new DomainError('CORRECTION_REFUSED', {
    lpaReference,
    reason:
      registeredWith === from.reference
        ? 'its registration was withdrawn'
        : `it is registered with ${registeredWith ?? 'another organisation'}`,
  });
}
