import { makeStored } from '../stored-preference.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme this person chose on this machine; `system` follows Windows. */
export const themeChoice = makeStored<Theme>('theme', 'system', (text) => THEMES.find((theme) => theme === text));

/** Puts the choice on the document, where the tokens read it. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
