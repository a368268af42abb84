import { createHash } from 'node:crypto';

/** True when the full counts are wanted, of which `npm test` takes a sample. */
export const PROVE = process.env['PROVE'] === '1';

/** Chance that can be had again: the same words give the same throws. */
export interface Dice {
  /** A whole number from 0 up to, and without, `end`. */
  below(end: number): number;
  /** True once in `times`. */
  onceIn(times: number): boolean;
  pick<T>(choices: readonly T[]): T;
  shuffled<T>(things: readonly T[]): T[];
}

export function diceOf(...words: readonly (string | number)[]): Dice {
  let state = createHash('sha256').update(words.join('/')).digest().readUInt32LE();
  // Mulberry32: small, fast and even enough for choosing between cases.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    onceIn: (times) => below(times) === 0,
    pick: (choices) => {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('There is nothing to choose from');
      return choice;
    },
    shuffled: (things) => {
      const left = [...things];
      return things.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}

/** The seeds of a run: the one asked for by FAULT_SEED, all `most` when proving, otherwise `few` taken at random. */
export function seedsOf(most: number, few: number): readonly number[] {
  const asked = process.env['FAULT_SEED'];
  if (asked !== undefined) return [Number(asked)];
  const all = Array.from({ length: most }, (_, index) => index + 1);
  return PROVE ? all : diceOf(Date.now(), process.pid).shuffled(all).slice(0, few);
}
