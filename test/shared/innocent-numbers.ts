import { modernisedReference, siriusReference } from '../../shared/lpa-reference.ts';

type Random = (below: number) => number;

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => String(random(10))).join('');
}

function uprn(random: Random): string {
  const length = [8, 10, 11, 12, 12, 12][random(6)] ?? 12;
  return String(1 + random(9)) + digits(random, length - 1);
}

function telephone(random: Random): string {
  const rest = digits(random, 9);
  const writings = [
    `07${rest}`,
    `07${rest.slice(0, 3)} ${rest.slice(3)}`,
    `+447${rest}`,
    `+44 7${rest.slice(0, 3)} ${rest.slice(3)}`,
    `020 ${rest.slice(0, 4)} ${rest.slice(4, 8)}`,
    `0300 ${rest.slice(0, 3)} ${rest.slice(3, 7)}`,
    `01${rest.slice(0, 3)} ${rest.slice(3, 9)}`,
    `+44 (0)20 ${rest.slice(0, 4)} ${rest.slice(4, 8)}`,
  ];
  return writings[random(writings.length)] ?? '';
}

function lpa(random: Random): string {
  const sirius = siriusReference(`7${digits(random, 10)}`);
  const writings = [
    sirius,
    sirius.replaceAll('-', ''),
    sirius.replaceAll('-', ' '),
    sirius.replaceAll('-', '\u2013'),
    modernisedReference(digits(random, 11)),
    `${2 + random(2)}${digits(random, 6)}`,
  ];
  return writings[random(writings.length)] ?? '';
}

const KINDS: readonly (readonly [string, (random: Random) => string])[] = [
  ['lpa', lpa],
  ['telephone', telephone],
  ['uprn', uprn],
];

/** A number that is no card's, as somebody writes it, alone or in a sentence; the kinds take turns. */
export function innocentNumber(random: Random, turn: number): readonly [kind: string, text: string] {
  const [kind, make] = KINDS[turn % KINDS.length] ?? ['lpa', lpa];
  const number = make(random);
  const writings = [number, `Rang about ${number}, pays on Friday.`, `${kind} ${number} (12 LPAs, £1,234.50)`];
  return [kind, writings[random(writings.length)] ?? number];
}
