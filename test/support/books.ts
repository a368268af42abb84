import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import { expect } from 'vitest';
import { admitStaff, findActor, openSession } from '../../server/access/index.ts';
import { INVARIANTS } from '../../server/app-router.ts';
import { issueInvoice } from '../../server/billing/index.ts';
import { ENTITIES } from '../../server/entities.ts';
import { checkInvariants } from '../../server/ledger/index.ts';
import { createOrganisation } from '../../server/organisations/index.ts';
import { SYSTEM, type StaffActor } from '../../server/platform/actor.ts';
import { createOrm } from '../../server/platform/orm.ts';
import { runCommand, type CommandContext } from '../../server/platform/run-command.ts';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { IssuedInvoice, NewInvoiceLine } from '../../shared/contracts/billing.ts';
import { localDate } from '../../shared/local-date.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';
import { pence } from '../../shared/money.ts';
import type { Role } from '../../shared/permissions.ts';
import { fixedClock, type FixedClock } from './fixed-clock.ts';
import { cloneDatabase, type TestDatabase } from './test-database.ts';

/** Real books on a real PostgreSQL, as the server's own role, with a clock that stands still. */
export interface Books {
  readonly database: TestDatabase;
  readonly orm: MikroORM;
  readonly clock: FixedClock;
  /** Runs as the system. */
  readonly system: CommandContext;
  as(actor: StaffActor): CommandContext & { readonly actor: StaffActor };
  staff(...roles: Role[]): Promise<StaffActor>;
  organisation(name?: string): Promise<OrganisationReference>;
  /** An invoice with one full-price line per amount given, in pence. */
  invoice(organisation: OrganisationReference, ...amounts: number[]): Promise<IssuedInvoice>;
  rows<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

let nextLpa = 1;

/** A line that costs `amount` pence, with an LPA reference never used before in this process. */
export function aLine(amount: number, overrides: Partial<NewInvoiceLine> = {}): NewInvoiceLine {
  const payload = String(nextLpa++).padStart(11, '0');
  return {
    lpaReference: modernisedReference(payload),
    lpaKind: 'property-and-affairs',
    receivedOn: localDate('2026-07-01'),
    registeredOn: localDate('2026-09-30'),
    feeKind: amount === 0 ? 'exempt' : 'full',
    amount: pence(amount),
    ownReference: null,
    ...overrides,
  };
}

/** On a database of the test's own, unless it brings one. */
export async function openBooks(given?: TestDatabase): Promise<Books> {
  const database = given ?? (await cloneDatabase());
  const orm = await createOrm(ENTITIES, { url: database.serverUrl, poolSize: 24, applicationName: 'tests' });
  const clock = fixedClock();
  const system: CommandContext = { em: orm.em, actor: SYSTEM, clock, requestId: null };
  const books: Books = {
    database,
    orm,
    clock,
    system,
    as: (actor) => ({ em: orm.em, actor, clock, requestId: randomUUID() }),
    staff: async (...roles) => {
      const subject = randomUUID();
      const name = `${roles.join(' and ')} ${subject.slice(0, 4)}`;
      const input = { commandId: randomUUID(), subject, name, email: `${subject}@example.gov.uk`, roles };
      await runCommand(system, 'access.admitStaff', input, admitStaff);
      const session = await openSession(system, subject);
      const actor = await findActor(orm.em.fork(), session.token, clock.now(), false);
      if (actor === null) throw new Error('A session that was just opened was not found');
      return actor;
    },
    organisation: async (name = 'Harrow & Pike Solicitors') => {
      const created = await runCommand(
        system,
        'organisations.create',
        {
          commandId: randomUUID(),
          name,
          kind: 'solicitor' as const,
          addressLines: ['1 Market Street'],
          town: 'Testford',
          postcode: 'ZZ1 1ZZ',
          billingContact: { name: 'A Contact', email: 'accounts@example.com', phone: '01632 960001' },
          creditTermsDays: 30,
        },
        createOrganisation,
      );
      return created.reference;
    },
    invoice: (organisation, ...amounts) =>
      runCommand(
        system,
        'billing.issueInvoice',
        { commandId: randomUUID(), organisation, lines: amounts.map((amount) => aLine(amount)) },
        issueInvoice,
      ),
    rows: async (sql, params = []) => orm.em.fork().execute(sql, [...params]),
    close: async () => {
      await orm.close(true);
      await database.drop();
    },
  };
  return books;
}

/** Every invariant of the books holds. Run at the end of every test that moves money. */
export async function expectBooksInOrder(books: Books): Promise<void> {
  const broken = (await checkInvariants(books.orm.em.fork(), INVARIANTS)).filter(({ violations }) => violations > 0);
  expect(broken).toEqual([]);
}
