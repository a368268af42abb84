import type { OrganisationSearch } from '../search-params.ts';

/** The forms of an organisation, by their name in the address. */
export type OrganisationForm = NonNullable<OrganisationSearch['form']>;

/** Opens a form beside the organisation; `contact` names the one it is about. */
export type OnForm = (form: OrganisationForm, contact?: number) => void;
