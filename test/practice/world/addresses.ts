import type { Random } from './random.ts';

export interface Address {
  readonly addressLines: readonly string[];
  readonly town: string;
  readonly postcode: string;
}

/** Towns that are on no map. */
const TOWNS = [
  ...['Harrowmere', 'Marlhaven', 'Kestrel Ferry', 'Upper Thessaly', 'Wexminster', 'Ashgarth-on-Sea', 'Coldbeck Priors'],
  ...['Llanfairgelyn', 'Pontygwair', 'Castell Brithdir', 'Aberdovan', 'Tre-Eithin', 'Port Gwennol', 'Ravenskeld'],
  ...['Little Marrowby', 'Stoke Pellinore', 'Grimsworth', 'Saltmarsh Regis', 'Brackenwick', 'Nether Quillham'],
];
const STREETS = [
  ...['Market Street', 'Corn Exchange', 'Chapel Row', 'Stryd Fawr', 'The Parade', 'Station Approach', 'Castle Gate'],
  ...["St Ewold's Lane", 'Bridge Street', 'Heol y Felin', 'Guildhall Yard', 'Wharf Road', 'Priory Walk', 'Mill Hill'],
];
const HOUSES = ['First Floor', 'Weavers House', 'The Old Bank', 'Suite 4', 'Tŷ Deri', 'Exchange Chambers', 'Unit 12'];

// No postcode starts with Q, V or X.
const AREA_FIRST = 'QVX';
const AREA_SECOND = 'ABCDEFGHKLMNOPQRSTUVWXY';
const INWARD = 'ABDEFGHJLNPQRSTUWXYZ';

/** An address that cannot be anyone's. */
export function inventAddress(random: Random): Address {
  const street = `${random.between(1, 180)} ${random.pick(STREETS)}`;
  return {
    addressLines: random.chance(0.4) ? [random.pick(HOUSES), street] : [street],
    town: random.pick(TOWNS),
    postcode: inventPostcode(random),
  };
}

function inventPostcode(random: Random): string {
  const letter = (letters: string): string => letters.charAt(random.between(0, letters.length - 1));
  const outward = `${letter(AREA_FIRST)}${letter(AREA_SECOND)}${random.between(1, 28)}`;
  return `${outward} ${random.between(1, 9)}${letter(INWARD)}${letter(INWARD)}`;
}
