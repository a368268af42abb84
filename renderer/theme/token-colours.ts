import { useEffect, useState } from 'react';
import { themeChoice } from './theme-choice.ts';

/** Tokens as plain colours, for what is painted on a canvas and reads no style sheet. */
export interface TokenColours {
  readonly accent: string;
  readonly text: string;
  readonly textMuted: string;
  readonly line: string;
  readonly font: string;
}

function readColours(): TokenColours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    accent: colour('--accent'),
    text: colour('--text'),
    textMuted: colour('--text-muted'),
    line: colour('--line'),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return colours;
}

/** The tokens' colours now, following the theme and the system. */
export function useTokenColours(): TokenColours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const system = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => window.matchMedia(query));
    // After the document itself has taken the choice on.
    const read = () => void requestAnimationFrame(() => setColours(readColours()));
    const stop = themeChoice.subscribe(read);
    for (const query of system) query.addEventListener('change', read);
    return () => {
      stop();
      for (const query of system) query.removeEventListener('change', read);
    };
  }, []);
  return colours;
}
