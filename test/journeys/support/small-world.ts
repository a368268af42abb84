import { randomUUID } from 'node:crypto';
import { issueInvoice } from '../../../server/billing/index.ts';
import { ENTITIES } from '../../../server/entities.ts';
import { createOrganisation, setOrganisationStatus } from '../../../server/organisations/index.ts';
import { SYSTEM } from '../../../server/platform/actor.ts';
import { createOrm } from '../../../server/platform/orm.ts';
import { runCommand, type CommandContext } from '../../../server/platform/run-command.ts';
import { addDays, londonDay } from '../../../shared/local-date.ts';
import { modernisedReference } from '../../../shared/lpa-reference.ts';
import { pence } from '../../../shared/money.ts';

/** Organisations that the journeys call by name: what each invoice's lines cost, oldest invoice first. */
export const ORGANISATIONS = {
  pays: { name: 'Harrow & Pike Solicitors', invoices: [[9200, 9200], [9200, 4600], [9200]] },
  declines: { name: 'Cyfreithwyr Llŷn', invoices: [[9200]] },
  walksAway: { name: "O'Brien Wills", invoices: [[9200, 2300]] },
  contested: { name: 'Testshire County Council', invoices: [[9200], [4600]] },
  losesNetwork: { name: 'Northgate Legal LLP', invoices: [[9200]] },
  parts: { name: 'Quill and Vellum', invoices: [[9200, 9200], [9200]] },
  unanswered: { name: 'Ffrind Charity', invoices: [[9293]] },
  large: { name: 'Big & Company', invoices: [Array.from({ length: 60 }, () => 9200)] },
  onHold: { name: 'Marchmont Probate', invoices: [[9200]] },
  owesNothing: { name: 'Zephyr Wills', invoices: [] },
} as const satisfies Record<string, { readonly name: string; readonly invoices: readonly (readonly number[])[] }>;

const BILLED_DAYS_AGO = [70, 40, 1];

/** LPA references of the journeys' own start here, clear of those of the practice world. */
const FIRST_LPA = 90_000_000_001;

/** Adds just what the journeys need, by the server's own commands. */
export async function fillSmallWorld(databaseUrl: string): Promise<void> {
  const orm = await createOrm(ENTITIES, { url: databaseUrl, poolSize: 4, applicationName: 'small world' });
  let at = new Date();
  const ctx: CommandContext = { em: orm.em, actor: SYSTEM, clock: { now: () => at }, requestId: null };
  try {
    let lpa = FIRST_LPA;
    for (const { name, invoices } of Object.values(ORGANISATIONS)) {
      at = daysAgo(90);
      const { reference } = await open(ctx, name);
      for (const [index, amounts] of invoices.entries()) {
        at = daysAgo(BILLED_DAYS_AGO[index] ?? 1);
        const today = londonDay(at);
        const lines = amounts.map((amount) => ({
          lpaReference: modernisedReference(String(lpa++).padStart(11, '0')),
          lpaKind: lpa % 2 === 0 ? ('property-and-affairs' as const) : ('health-and-welfare' as const),
          receivedOn: addDays(today, -80),
          registeredOn: addDays(today, -3),
          feeKind: amount === 4600 ? ('half' as const) : ('full' as const),
          amount: pence(amount),
          ownReference: `MATTER/${1000 + Math.floor((lpa - FIRST_LPA) / 2)}`,
        }));
        await runCommand(ctx, 'invoice', { commandId: randomUUID(), organisation: reference, lines }, issueInvoice);
      }
      if (name === ORGANISATIONS.onHold.name) {
        const reason = 'Administrators were appointed; finance are checking who may pay';
        const hold = { commandId: randomUUID(), reference, status: 'on-hold' as const, reason };
        await runCommand(ctx, 'hold', hold, setOrganisationStatus);
      }
    }
  } finally {
    await orm.close(true);
  }
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}

function open(ctx: CommandContext, name: string) {
  const input = {
    commandId: randomUUID(),
    name,
    kind: 'solicitor' as const,
    addressLines: ['1 Market Street'],
    town: 'Testford',
    postcode: 'ZZ1 1ZZ',
    billingContact: { name: 'A Contact', email: 'accounts@example.com', phone: '01632 960001' },
    creditTermsDays: 30,
  };
  return runCommand(ctx, 'organisation', input, createOrganisation);
}
