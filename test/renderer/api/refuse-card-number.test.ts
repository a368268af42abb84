import { expect, test } from 'vitest';
import { toProblem } from '../../../renderer/api/problem.ts';
import { refuseCardNumber } from '../../../renderer/api/refuse-card-number.ts';

test('a card number is refused at the desk, in the words of the server and without the number', () => {
  try {
    refuseCardNumber({ commandId: 'a', reason: 'pays with 4111 1111 1111 1111' });
    expect.fail('It was not refused');
  } catch (error) {
    const problem = toProblem(error, 'command');
    expect(problem).toMatchObject({ kind: 'refused', requestId: null, refusal: { details: { field: 'reason' } } });
    expect(problem.words.what).toBe('The reason holds what looks like a card number.');
    expect(problem.words.next).toContain('GOV.UK Pay page only');
    expect(`${String(error)}${JSON.stringify([error, problem])}`).not.toContain('4111');
  }
});

test('an input without one passes', () => {
  expect(() => refuseCardNumber({ commandId: 'a', reason: 'Rings back about 7000-0000-0252' })).not.toThrow();
});
