import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkingCalendar, workingCalendar } from '../../../../server/billing/chasing/working-calendar.ts';
import { fetchBankHolidays } from '../../../../server/billing/index.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { openBooks, type Books } from '../../../support/books.ts';

const day = localDate;

describe('without a feed, bank holidays are worked out and said to be provisional', () => {
  const calendar = workingCalendar([]);
  test.each([
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-28', 'the substitute for Boxing Day, a Saturday'],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-05-03', 'the early May holiday'],
    ['2027-08-30', 'the summer holiday'],
    ['2028-01-03', 'the substitute for New Year’s Day, a Saturday'],
  ])('%s, %s, is no working day', (date) => {
    expect(calendar.isWorkingDay(day(date))).toBe(false);
    expect(calendar.isProvisional(day(date))).toBe(true);
  });

  test('working days pass over them, forward and back, across the turn of a year', () => {
    expect(calendar.add(day('2026-12-24'), 1)).toBe('2026-12-29');
    expect(calendar.add(day('2026-12-31'), 1)).toBe('2027-01-04');
    expect(calendar.add(day('2026-12-29'), -1)).toBe('2026-12-24');
    expect(calendar.add(day('2026-12-25'), 0)).toBe('2026-12-29');
  });
});

describe('the feed', () => {
  let books: Books;
  let server: Server;
  let url: string;
  let answer: unknown;
  beforeAll(async () => {
    books = await openBooks();
    server = createServer((_request, response) =>
      response.writeHead(answer === undefined ? 500 : 200).end(JSON.stringify(answer ?? {})),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bank-holidays.json`;
  });
  afterAll(async () => {
    server.close();
    await books.close();
  });
  const feed = (...days: string[]) => ({
    'england-and-wales': {
      division: 'england-and-wales',
      events: days.map((date) => ({ title: 'A holiday', date, notes: '', bunting: true })),
    },
    scotland: {
      division: 'scotland',
      events: [{ title: 'St Andrew’s Day', date: '2026-11-30', notes: '', bunting: true }],
    },
  });
  const calendar = () => readWorkingCalendar(books.orm.em.fork());
  const take = async () => {
    books.clock.advance({ minutes: 60 });
    await fetchBankHolidays(books.system, url);
  };

  test('what it says holds for the years it covers, and nothing else does; later years are worked out', async () => {
    answer = feed('2026-12-25', '2026-12-28', '2026-06-15');
    await take();
    const known = await calendar();
    expect(known.isWorkingDay(day('2026-06-15'))).toBe(false);
    expect(known.isWorkingDay(day('2026-11-30'))).toBe(true);
    expect(known.isWorkingDay(day('2026-05-25'))).toBe(true);
    expect(known.isProvisional(day('2026-06-15'))).toBe(false);
    expect(known.isWorkingDay(day('2027-05-03'))).toBe(false);
    expect(known.isProvisional(day('2027-05-03'))).toBe(true);
  });

  test('a holiday that is announced later is added, one that is taken back goes, and it may come back', async () => {
    answer = feed('2026-12-25', '2026-12-28', '2026-09-01');
    await take();
    expect((await calendar()).isWorkingDay(day('2026-06-15'))).toBe(true);
    expect((await calendar()).isWorkingDay(day('2026-09-01'))).toBe(false);
    answer = feed('2026-12-25', '2026-12-28', '2026-06-15');
    await take();
    expect((await calendar()).isWorkingDay(day('2026-06-15'))).toBe(false);
  });

  test.each([
    ['no answer', undefined],
    ['nonsense', { 'england-and-wales': { events: [{ date: 'tomorrow' }] } }],
    ['nothing', feed()],
  ])('with %s, what was known stays', async (_what, wrong) => {
    answer = wrong;
    await expect(take()).rejects.toThrow();
    expect((await calendar()).isWorkingDay(day('2026-06-15'))).toBe(false);
  });
});
