import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Organisation } from '../../../server/organisations/index.ts';
import { DomainError } from '../../../server/platform/domain-error.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { selectRows } from '../../../server/platform/rows.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { openBooks, type Books } from '../../support/books.ts';

const CANARY = 'Cressida Canary-Whitlow';
const CARD_LIKE = '4444333322221111';
const FAKE_FRAME = `x\n    at ${CARD_LIKE} (${CANARY})\n    at ${CANARY} (file:///srv/${CARD_LIKE}.ts:1:1)`;

let books: Books;
let lines: string[];
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());
beforeEach(() => {
  lines = [];
});

const log = createLogger('debug', { write: (line) => lines.push(line) });

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

function logged(err: unknown): { err: Record<string, unknown>; text: string } {
  log.error({ err }, 'It failed');
  expect(lines).toHaveLength(1);
  const text = lines[0] ?? '';
  return { err: (JSON.parse(text) as { err: Record<string, unknown> }).err, text };
}

/** Refused by a constraint, so that PostgreSQL's detail quotes the whole row. */
function refusedOrganisation(name: string): Promise<unknown> {
  return inTransaction(books.orm.em, async (tx) => {
    tx.create(Organisation, {
      reference: 'NOT-A-REFERENCE' as never,
      name,
      kind: 'charity',
      addressLines: [CANARY],
      town: 'Testford',
      postcode: 'ZZ1 1ZZ',
      contactName: CANARY,
      contactEmail: 'canary@example.com',
      contactPhone: CARD_LIKE,
      createdAt: books.clock.now(),
    });
    await tx.flush();
  });
}

test('a database error is logged by its SQLSTATE and constraint, without the values that PostgreSQL and the ORM quote', async () => {
  const error = await failureOf(refusedOrganisation(CANARY));
  expect(String(error)).toContain(CANARY);
  const { err, text } = logged(error);
  expect(err).toMatchObject({ sqlstate: '23514', constraint: 'organisation_reference_check' });
  expect(err).not.toHaveProperty('message');
  for (const value of [CANARY, CARD_LIKE, 'NOT-A-REFERENCE', 'canary@example.com']) expect(text).not.toContain(value);
});

test('a value that looks like lines of a stack does not get into the log as one', async () => {
  const failures = [
    await failureOf(refusedOrganisation(FAKE_FRAME)),
    await failureOf(selectRows(books.orm.em, 'select ?::bigint', [FAKE_FRAME])),
    await failureOf(books.orm.em.fork().execute('select ?::bigint', [FAKE_FRAME])),
  ];
  for (const error of failures) {
    expect(String(error)).toContain(CANARY);
    lines = [];
    const { err, text } = logged(error);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(CARD_LIKE);
    expect(err['frames']).not.toEqual([]);
  }
});

test('a database error under another error is found and treated the same', async () => {
  const cause = await failureOf(selectRows(books.orm.em, 'select ?::bigint', [CANARY]));
  const { err, text } = logged(new DomainError('SYSTEM_BUSY', { attemptId: 'an-id' }, { cause }));
  expect(err).toMatchObject({ name: 'DomainError', code: 'SYSTEM_BUSY', details: { attemptId: 'an-id' } });
  expect(err['cause']).toMatchObject({ sqlstate: '22P02' });
  expect(text).not.toContain(CANARY);
});

test('a bug is logged with its message and where it was thrown', () => {
  const { err } = logged(new TypeError('undefined is not a line'));
  expect(err).toMatchObject({ name: 'TypeError', message: 'undefined is not a line' });
  expect((err['frames'] as string[])[0]).toContain('logger.test.ts');
});

test('properties hung on an error, and things thrown that are no errors, stay out', () => {
  const hung = Object.assign(new Error('plain'), { detail: CANARY, request: { body: CARD_LIKE } });
  expect(logged(hung).text).not.toMatch(new RegExp(`${CANARY}|${CARD_LIKE}`));
  lines = [];
  expect(logged(`${CANARY} was thrown`).err).toEqual({ name: 'string' });
});

test('a line is one JSON object with level, time and ids, below the level there is none', () => {
  const requestId = randomUUID();
  createLogger('warn', { write: (line) => lines.push(line) }).info({ requestId }, 'too quiet');
  expect(lines).toEqual([]);
  log.info({ requestId }, 'a line\nof two');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trimEnd()).not.toContain('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId, msg: 'a line\nof two', time: expect.any(String) });
});
