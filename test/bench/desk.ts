import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import { pence } from '../../shared/money.ts';
import { openDesk, type Desk } from '../faults/desk.ts';
import { startPracticeSystem, type PracticeSystem } from '../practice/practice-system.ts';
import { PAY_API_KEY } from '../practice/start/practice-keys.ts';
import { growBooks } from './grow-books.ts';
import { signIn } from './sign-in.ts';
import { figure, ratio, timeEach, timingsOf, type Timings } from './timings.ts';

/**
 * What an agent waits for, over the server's real HTTP interface: search, opening an organisation (its record and its
 * open invoices, as the screen asks for them), starting a payment; first on the practice world, then on books with ten
 * times its lines.
 */
const GROWTH = { organisations: 2_000, invoicesEach: 10, linesEach: 10 };
const PAYMENTS = 60;

/** Calls here follow one another faster than agents make them; Pay's limit would answer for the server. */
const NO_RATE_LIMIT = { GOVUK_PAY_POSTS_PER_SECOND: '1000', GOVUK_PAY_GETS_PER_SECOND: '1000' };

interface OpenInvoice {
  readonly number: InvoiceNumber;
  readonly organisation: OrganisationReference;
  readonly outstanding: number;
}

interface Subjects {
  readonly texts: readonly string[];
  readonly organisations: readonly OrganisationReference[];
  readonly openInvoices: readonly OpenInvoice[];
}

const folder = await mkdtemp(join(tmpdir(), 'bench-desk-'));
const system = await startPracticeSystem({ dir: folder, world: 'full', deskCount: 1, govukPaySettings: NO_RATE_LIMIT });
try {
  const desk = openDesk(system.serverUrl, await signIn(system, 'agent'));
  const before = await measureReads('', desk, await chooseSubjects(system));
  await growBooks(system.databaseUrls.superuser, GROWTH);
  const subjects = await chooseSubjects(system);
  const after = await measureReads('-grown', desk, subjects);
  ratio('search-p95-grown-vs-practice', after.search.p95 / before.search.p95);
  ratio('open-organisation-p95-grown-vs-practice', after.open.p95 / before.open.p95);
  await measureStart(system, desk, subjects.openInvoices.slice(0, PAYMENTS));
} finally {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
}

async function measureReads(
  label: string,
  desk: Desk,
  { texts, organisations }: Subjects,
): Promise<{ readonly search: Timings; readonly open: Timings }> {
  const search = await timeEach(texts, (text) => desk.api.reports.search.query({ text }));
  report(`search${label}`, search);
  const open = await timeEach(organisations, (reference) =>
    Promise.all([
      desk.api.organisations.get.query({ reference }),
      desk.api.billing.listInvoices.query({ organisation: reference }),
    ]),
  );
  report(`open-organisation${label}`, open);
  return { search, open };
}

async function measureStart(system: PracticeSystem, desk: Desk, invoices: readonly OpenInvoice[]): Promise<void> {
  const pay = await timeEach(invoices, () => createAtPay(system));
  report('pay-create', pay);
  const times: number[] = [];
  for (const { number, organisation, outstanding } of invoices) {
    const choice = { organisation, invoices: [number], lineIds: [], amount: null, expectedAmount: pence(outstanding) };
    const startedAt = performance.now();
    const { attemptId } = await desk.api.payments.start.mutate({ ...choice, commandId: randomUUID() });
    times.push(performance.now() - startedAt);
    // An agent has one payment under way at a time.
    await desk.api.payments.cancel.mutate({ attemptId, commandId: randomUUID() });
  }
  const start = timingsOf(times);
  report('start-attempt', start);
  figure('start-attempt-p95-beyond-pay', start.p95 - pay.p50, 'ms');
}

async function createAtPay({ payUrl }: PracticeSystem): Promise<void> {
  const response = await fetch(`${payUrl}/v1/payments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${PAY_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      amount: 8_200,
      reference: `bench-${randomUUID()}`,
      description: 'A payment of the benchmark',
      return_url: 'https://service.example.gov.uk/return',
      moto: true,
    }),
  });
  if (response.status !== 201) throw new Error(`The stand-in answers ${response.status}`);
  await response.arrayBuffer();
}

function report(what: string, { count, p50, p95, p99, max }: Timings): void {
  figure(`${what}-calls`, count, 'calls');
  figure(`${what}-p50`, p50, 'ms');
  figure(`${what}-p95`, p95, 'ms');
  figure(`${what}-p99`, p99, 'ms');
  figure(`${what}-max`, max, 'ms');
}

/** What is searched for in each of the ways an agent may type it, what is opened, and what is paid. */
async function chooseSubjects({ databaseUrls }: PracticeSystem): Promise<Subjects> {
  const client = new Client({ connectionString: databaseUrls.report });
  await client.connect();
  const column = async <T>(sql: string): Promise<T[]> =>
    (await client.query<{ value: T }>(sql)).rows.map(({ value }) => value);
  try {
    const texts = [
      ...(await column<string>(`select left(name, 5) as value from organisation order by md5(name) limit 40`)),
      ...(await column<string>(`select substr(name, 3, 8) as value from organisation order by md5(name) limit 40`)),
      ...(await column<string>(`select reference as value from organisation order by md5(name) limit 40`)),
      ...(await column<string>(`select postcode as value from organisation order by md5(name) limit 40`)),
      ...(await column<string>(`select number as value from invoice order by md5(number) limit 40`)),
      ...(await column<string>(
        `select replace(lpa_reference, '-', ' ') as value from invoice_line order by md5(lpa_reference) limit 40`,
      )),
    ];
    const organisations = await column<OrganisationReference>(
      `select reference as value from organisation order by md5(reference) limit 200`,
    );
    const { rows } = await client.query<{ number: InvoiceNumber; organisation: OrganisationReference; owed: string }>(
      `select bill.number, organisation.reference as organisation, bill.outstanding as owed
       from invoice_standing bill join organisation on organisation.id = bill.organisation_id
       where bill.outstanding between 1 and 500000 and organisation.status = 'active'
         and not exists (select from payment_attempt_line held join invoice_line line on line.id = held.invoice_line_id
           where held.is_open and line.invoice_id = bill.id)
       order by md5(bill.number) limit 200`,
    );
    const openInvoices = rows.map(({ owed, ...rest }) => ({ ...rest, outstanding: Number(owed) }));
    return { texts, organisations, openInvoices };
  } finally {
    await client.end();
  }
}
