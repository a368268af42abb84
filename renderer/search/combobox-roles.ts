/** Roles of the combobox pattern. HTML's own elements with them cannot hold an icon, two lines and an amount. */
export const LIST = { role: 'listbox', 'aria-label': 'Found' } as const;

export const GROUP = { role: 'group' } as const;

/** One option; `isActive` is the one that Enter chooses. Focus stays in the text box. */
export function optionRole(isActive: boolean) {
  return { role: 'option', tabIndex: -1, 'aria-selected': isActive } as const;
}
