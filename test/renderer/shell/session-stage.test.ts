import { describe, expect, test } from 'vitest';
import { SESSION_WARNING_MS } from '../../../renderer/config.ts';
import { sessionStage } from '../../../renderer/shell/session-stage.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-24T09:00:00Z');

function at(minutes: number, heardAt = 0, absoluteEnd = 12 * 60) {
  return sessionStage({
    nowMs: START + minutes * MINUTE,
    lastHeardAtMs: START + heardAt * MINUTE,
    idleMinutes: 15,
    absoluteEndMs: START + absoluteEnd * MINUTE,
    warningMs: SESSION_WARNING_MS,
  });
}

describe('sessionStage', () => {
  test('warns at least two minutes before the idle end', () => {
    expect(at(12).stage).toBe('fine');
    expect(at(13).stage).toBe('idle-soon');
    expect(SESSION_WARNING_MS).toBeGreaterThanOrEqual(2 * MINUTE);
  });

  test('hearing from the person puts the end off', () => {
    expect(at(13, 10).stage).toBe('fine');
    expect(at(13, 10).endsAtMs).toBe(START + 25 * MINUTE);
  });

  test('the end itself is over', () => {
    expect(at(15).stage).toBe('over');
  });

  test('the end of the working day cannot be put off, and says so rather than offering to', () => {
    expect(at(718, 717)).toEqual({ stage: 'ending-soon', endsAtMs: START + 720 * MINUTE });
  });
});
