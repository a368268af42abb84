import { useEffect, useState } from 'react';

/** When this goes and takes the keyboard along, what had it before has it again, or else the screen's heading. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const giveBack = () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (!isLost) return;
      const canTake = before instanceof HTMLElement && before.isConnected && before !== document.body;
      const taker = canTake ? before : document.querySelector<HTMLElement>('main h1');
      taker?.focus();
    };
    return () => {
      requestAnimationFrame(giveBack);
    };
  }, [before]);
}
