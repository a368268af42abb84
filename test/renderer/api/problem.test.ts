import { describe, expect, test } from 'vitest';
import { refusalToProblem, toProblem } from '../../../renderer/api/problem.ts';

const REQUEST = '00000000-0000-4000-8000-000000000777';

function answered(data: unknown): Error {
  return Object.assign(new Error('as the server words it'), { data });
}

describe('toProblem', () => {
  test('a refusal of the domain has its sentences, its code and the request number', () => {
    const problem = toProblem(
      answered({ code: 'CONFLICT', domain: { code: 'NOTHING_DUE', details: {} }, requestId: REQUEST }),
      'command',
    );
    expect(problem).toMatchObject({ kind: 'refused', requestId: REQUEST, refusal: { code: 'NOTHING_DUE' } });
    expect(problem.words.what).toContain('nothing left to pay');
  });

  test('a command without an answer may have been done, and says so', () => {
    const problem = toProblem(new TypeError('Failed to fetch'), 'command');
    expect(problem.kind).toBe('no-answer');
    expect(problem.words.what).toContain('do not know whether this was done');
    expect(problem.words.money).toContain('cannot be done twice');
  });

  test('a question without an answer changed nothing', () => {
    expect(toProblem(new TypeError('Failed to fetch'), 'question').words.money).toBe('Nothing has been changed.');
  });

  test('a fault of the server never shows its own words, only the request number', () => {
    const problem = toProblem(
      answered({ code: 'INTERNAL_SERVER_ERROR', domain: null, requestId: REQUEST }),
      'question',
    );
    expect(problem).toMatchObject({ kind: 'failed', requestId: REQUEST, refusal: null });
    expect(JSON.stringify(problem.words)).not.toContain('as the server words it');
  });

  test('a refusal of a code this page does not know yet is a failure, not a crash', () => {
    const problem = toProblem(
      answered({ code: 'CONFLICT', domain: { code: 'MADE_LATER', details: {} }, requestId: REQUEST }),
      'command',
    );
    expect(problem.kind).toBe('failed');
  });

  test.each([[undefined], [null], ['text'], [answered('x')], [answered({ code: 5 })]])(
    'reads %o as no answer',
    (error) => {
      expect(toProblem(error, 'question').kind).toBe('no-answer');
    },
  );
});

describe('refusalToProblem', () => {
  test('a refusal inside an answer has the same sentences as one that was thrown', () => {
    const details = { amount: 736_000, limit: 500_000 };
    const inside = refusalToProblem({ code: 'ABOVE_CARD_LIMIT', details });
    const thrown = toProblem(answered({ code: 'CONFLICT', domain: { code: 'ABOVE_CARD_LIMIT', details } }), 'command');
    expect(inside.words).toEqual(thrown.words);
  });
});
