import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSentence, isAuditKind } from '../../../server/audit/audit-event.ts';
import { recordAudit } from '../../../server/audit/index.ts';
import { runSystemChange } from '../../../server/platform/run-command.ts';
import { write } from '../../../server/platform/rows.ts';
import { pence } from '../../../shared/money.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { anOrganisation } from '../organisations/an-organisation.ts';

const EVENTS = 60;

let books: Books;
let auditor: StaffActor;
let mine: OrganisationReference;
beforeAll(async () => {
  books = await openBooks();
  auditor = await books.staff('auditor');
  mine = await anOrganisation(books, { name: 'Mine' });
  const other = await anOrganisation(books, { name: 'Other' });
  // Microseconds apart, several in the same one, across months and into the partition of all other months.
  await books.rows(
    `insert into audit_event (at, actor, kind, organisation_id, subject, data)
     select case when n % 10 = 0 then timestamptz '2035-05-05 05:05:05.000001+00'
         when n % 4 = 0 then timestamptz '2026-09-30 23:59:59.999999+00' + (n / 8) * interval '1 microsecond'
         else timestamptz '2026-10-01 10:00:00+00' + (n / 3) * interval '1 microsecond' end,
       'A test', 'session.ended', (select id from organisation where reference = case when n % 2 = 0 then ? else ? end),
       'test', '{"reason": "test"}' from generate_series(1, ${EVENTS}) n`,
    [mine, other],
  );
});
afterAll(() => books.close());

const list = (input: { organisation?: OrganisationReference | null; limit?: number; cursor?: string | null } = {}) =>
  desk(books, auditor).audit.list(input);

const idsInOrder = async (condition: string) => {
  const rows = await books.rows<{ id: number }>(`select id from audit_event ${condition} order by at desc, id desc`);
  return rows.map(({ id }) => id);
};

test.each([1, 3, 7, 200])('pages of %d hold every event once, newest first, to the microsecond', async (limit) => {
  const pages = await walk((cursor) => list({ limit, cursor }));
  expect(pages.flat().map(({ id }) => id)).toEqual(await idsInOrder(''));
});

test.each([1, 7])('so do pages of %d of one organisation’s events', async (limit) => {
  const pages = await walk((cursor) => list({ organisation: mine, limit, cursor }));
  const ids = await idsInOrder(`where organisation_id = (select id from organisation where reference = '${mine}')`);
  expect(ids).toHaveLength(EVENTS / 2 + 1);
  expect(pages.flat().map(({ id }) => id)).toEqual(ids);
  expect(new Set(pages.flat().map(({ organisation }) => organisation?.reference))).toEqual(new Set([mine]));
});

test('an event written while somebody turns the pages is not shown twice nor does it hide another', async () => {
  const before = await idsInOrder('');
  const first = await list({ limit: 10 });
  await anOrganisation(books, { name: 'Newest' });
  const rest = await walk((cursor) => list({ limit: 10, cursor: cursor ?? first.nextCursor }));
  const seen = [...first.rows, ...rest.flat()].map(({ id }) => id);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(before));
});

test('a row says who, when, what, whose, and by which request', async () => {
  const ctx = books.as(await books.staff('finance'));
  await runSystemChange(ctx, {}, (scope) =>
    recordAudit(scope, { kind: 'session.ended', subject: 'x', organisationId: null, facts: { reason: 'a test' } }),
  );
  const rows = (await walk((cursor) => list({ cursor }))).flat();
  const row = rows.find(({ requestId }) => requestId === ctx.requestId);
  expect(row).toMatchObject({
    ...{ at: books.clock.now().toISOString(), who: ctx.actor.name, kind: 'session.ended' },
    ...{ sentence: 'Session ended: a test', organisation: null },
  });
});

describe('sentences', () => {
  const payment = { paymentReference: 'PT10000427M', attemptId: 'x', amount: pence(123_450) };

  test('give money and days as people write them', () => {
    const facts = { ...payment, paidOn: '2026-03-31' as never, becameCredit: pence(50) };
    expect(auditSentence('card-payment.paid', facts)).toBe(
      'Paid: card payment PT10000427M of £1,234.50, accounting day 31 March 2026; £0.50 became credit on account',
    );
  });

  test('count one LPA and many', () => {
    const invoiced = (lineCount: number) =>
      auditSentence('invoice.issued', {
        ...{ invoiceNumber: 'LP26000123K', amount: pence(9200), lineCount, dueOn: '2026-12-24' as never },
      });
    expect(invoiced(1)).toContain(': 1 LPA, £92.00');
    expect(invoiced(2)).toContain(': 2 LPAs, £92.00');
  });

  test('exist for what is a kind and for nothing else', () => {
    expect(isAuditKind('invoice.issued')).toBe(true);
    for (const kind of ['invoice.unissued', 'toString', '__proto__', '']) expect(isAuditKind(kind)).toBe(false);
  });
});

test.each([
  ['a kind that is no kind', { kind: 'NOT A KIND' as 'session.ended' }],
  ['no subject', { subject: null as unknown as string }],
  ['an organisation that is not there', { organisationId: 999_999 }],
])('an event with %s is refused, and with it the change', async (_what, wrong) => {
  const change = runSystemChange(books.system, {}, async (scope) => {
    await write(scope.tx, 'insert into server_copy (started_at) values (now())');
    await recordAudit(scope, {
      ...{ kind: 'session.ended' as const, subject: 'test', organisationId: null, facts: { reason: 'x' } },
      ...wrong,
    });
  });
  await expect(change).rejects.toMatchObject({ code: expect.stringMatching(/^23/) });
  expect(await books.rows('select from server_copy')).toEqual([]);
});
