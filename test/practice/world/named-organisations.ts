import type { OrganisationKind } from '../../../shared/contracts/organisations.ts';

export interface NamedOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
  /** For an e-mail address: lower case letters and hyphens. */
  readonly slug: string;
}

/** Made-up names of the kinds that are met: Welsh ones, partners, apostrophes, ampersands, accents. None is meant to exist. */
export const NAMED_ORGANISATIONS: readonly NamedOrganisation[] = [
  ...of('solicitor', [
    'Harrow & Pike Solicitors',
    'Marchbank Ellery LLP',
    'Tregowan Castlemaine LLP',
    'Pritchard-Vale Solicitors',
    "O'Shaughnessy Lund LLP",
    'Cyfreithwyr Glan-y-Nant',
    'Brontëgarth & Hollins',
    'Nwosu Adebayo & Partners',
    'Quillfeather & Co',
    "D'Arcy Penhallow LLP",
    'Wetherstone, Stubbs & Daughters',
    'Kaur Dhillon Marsh Legal',
    'Müllerby Ashcombe Solicitors',
    'Tŷ Gwynfryn Legal',
    'Abercwmdu Law',
    'Cyfraith Llŷn Isaf',
    'Okonjo-Bright Solicitors',
    'Fenwicke Thrale & Sons',
    'Lockerbarrow Legal Ltd',
    "St Ewold's Gate Solicitors",
    'Rahmani Choudhury LLP',
    'Hexwater & Dunmoor',
    'Ó Braonáin Greer Solicitors',
    'Siddall-Pemberley Law',
    'Cartwheel Lane Solicitors',
    'Cyfreithwyr Bryn Eithin Cyf',
    'Novák Whitlock & Co',
    'Ravensbourne Oake Legal',
    'Ellingham Frost Solicitors',
    'Tarrant & Tarrant',
    'Bellweather Hythe LLP',
    'Pascoe Trevarrow Solicitors',
    'Goldfinch Rowe Legal',
    'Zielony Hartwell & Co',
    'Merrivale Stokes LLP',
    "Widdecombe's Yard Solicitors",
    'Ffoulkes-Rees Cyfreithwyr',
    'Underhill Sayle & Grant',
    'Iyer Blackwood Solicitors',
    'Copperfield Nash LLP',
    'Thistlewood & Ng',
    'Yarrow Bridge Legal',
  ]),
  ...of('will-writer', [
    'Lasting Words Ltd',
    'The Kitchen Table Will Company',
    'Ewyllysiau Dyffryn Mawr',
    'Second Chapter Estate Planning',
    "Grandad's Attic Wills",
    'Clear & Certain Wills Ltd',
    'Evergreen Hearth Estate Planning',
    'Plain Sailing Wills',
    'Mapletree & Daughter Will Writers',
  ]),
  ...of('charity', [
    'Harbourlight Hospice',
    'Cymdeithas Gofal Glanteifion',
    "Wexshire Carers' Trust",
    'Sunrise Dementia Friends',
    'The Old Foundry Advice Centre',
  ]),
  ...of('local-authority', [
    'Harrowmere Borough Council',
    'Cyngor Bro Deilwen',
    'Wexshire County Council',
    'Marlhaven City Council',
  ]),
];

function of(kind: OrganisationKind, names: readonly string[]): NamedOrganisation[] {
  return names.map((name) => ({ name, kind, slug: slugOf(name) }));
}

function slugOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/[\u0300-\u036f']/g, '');
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
