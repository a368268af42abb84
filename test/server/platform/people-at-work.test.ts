import { expect, test } from 'vitest';
import { createPeopleAtWork } from '../../../server/platform/people-at-work.ts';

test('people are there for two seconds after they were seen last', () => {
  let now = new Date('2026-11-24T10:00:00Z');
  const people = createPeopleAtWork({ now: () => now });
  const later = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  expect(people.areThere()).toBe(false);
  people.seen();
  expect(people.areThere()).toBe(true);
  later(1_999);
  expect(people.areThere()).toBe(true);
  later(1);
  expect(people.areThere()).toBe(false);
});
