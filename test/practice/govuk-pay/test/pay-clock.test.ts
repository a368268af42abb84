import { describe, expect, test } from 'vitest';
import { createPayClock } from '../pay-clock.ts';

const NEVER = new AbortController().signal;

describe('the Pay clock', () => {
  test('stands still at speed 0 and moves only forward', () => {
    const clock = createPayClock({ startAt: 1_000, speed: 0 });
    expect(clock.now()).toBe(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
    clock.notBefore(1_400);
    expect(clock.now()).toBe(1_500);
    clock.notBefore(2_000);
    expect(clock.now()).toBe(2_000);
    expect(() => clock.advance(-1)).toThrow('cannot move');
  });

  test('ends the waits that come due, those only', async () => {
    const clock = createPayClock({ startAt: 0, speed: 0 });
    const ended: number[] = [];
    const waits = [30, 10, 20].map((at) => clock.until(at, NEVER).then(() => ended.push(at)));
    clock.advance(20);
    await Promise.all(waits.slice(1));
    expect(new Set(ended)).toEqual(new Set([10, 20]));
    clock.advance(10);
    await waits[0];
    expect(ended).toContain(30);
  });

  test('ends a wait when it is given up', async () => {
    const clock = createPayClock({ startAt: 0, speed: 0 });
    const stop = new AbortController();
    const wait = clock.until(10, stop.signal);
    stop.abort();
    await wait;
    await clock.until(10, stop.signal);
    expect(clock.now()).toBe(0);
  });

  test('runs at its speed: a wait of an hour at 3,600,000 times real time is over in milliseconds', async () => {
    const clock = createPayClock({ startAt: 0, speed: 3_600_000 });
    await clock.until(3_600_000, NEVER);
    expect(clock.now()).toBeGreaterThanOrEqual(3_600_000);
  });

  test('refuses a speed that is none', () => {
    expect(() => createPayClock({ speed: -1 })).toThrow('speed');
    expect(() => createPayClock({ speed: Number.NaN })).toThrow('speed');
  });
});
