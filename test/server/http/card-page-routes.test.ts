import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES } from '../../../shared/permissions.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await openHttp();
});
afterAll(() => http.close());

const cardPage = (attempt: string, headers: Record<string, string> = {}) =>
  http.call({ method: 'GET', url: `/card-page/${attempt}`, headers });

test('the card page is for whoever takes card payments, and for nobody who is not signed in', async () => {
  expect(await cardPage(randomUUID())).toMatchObject({ status: 401 });
  for (const role of ROLES) {
    const takes = role === 'agent' || role === 'team-leader';
    const { status } = await cardPage(randomUUID(), await http.signIn(role));
    expect([role, status]).toEqual([role, takes ? 404 : 403]);
  }
});

test.each(['1', 'x', '..%2f..%2fetc', '9b2f0cde-0000-4000-8000-00000000000g', '%00', `${randomUUID()}%0d%0ax`])(
  'there is no attempt %s',
  async (attempt) => {
    const answer = await cardPage(attempt, await http.signIn('agent'));
    expect(answer.status).toBe(404);
    expect(answer.headers).not.toHaveProperty('location');
  },
);

test('coming back from Pay looks the same whether the nonce is known or not', async () => {
  const back = (nonce: string) => http.call({ method: 'GET', url: `/payment-return/${nonce}` });
  const answers = [await back('n'.repeat(43)), await back('short'), await back(`${'n'.repeat(42)}!`)];
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(answers[0]?.text);
    expect(answer.text).not.toContain('nnn');
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).not.toMatch(/<script|<form|src=|href=|http/i);
  }
});
