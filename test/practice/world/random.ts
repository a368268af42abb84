/** A stream of numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True `share` of the time: 0.25 is once in four. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** One of the names, each as often as its weight has it. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

/**
 * A stream for one purpose, named in the seed: `seededRandom('practice/lines/7')`. What is drawn for one purpose so
 * never moves what is drawn for another.
 */
export function seededRandom(seed: string): Random {
  const next = smallFastCounter(seed);
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('There is nothing to pick from');
      return picked;
    },
    weighted: (weights) => pickWeighted(next(), weights),
  };
}

function pickWeighted<Name extends string>(at: number, weights: Readonly<Record<Name, number>>): Name {
  const names = Object.keys(weights) as Name[];
  let left = at * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  throw new Error('There is nothing to pick from');
}

/** SFC32, seeded by four rounds of FNV-1a over the text. */
function smallFastCounter(seed: string): () => number {
  let [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((round) => hash(`${round}:${seed}`));
  const step = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) step();
  return step;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value | 0;
}
