import type { DesktopBridge } from '../../shared/ipc-contract.ts';

declare global {
  interface Window {
    /** Put there by the desktop app's preload; absent in a browser. */
    readonly desktop?: DesktopBridge;
  }
}

/** The desktop app's bridge, or undefined in a browser. */
export function shellBridge(): DesktopBridge | undefined {
  return window.desktop;
}
