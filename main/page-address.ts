/** Where the page lives in the desktop app. It is the one origin that may use `window.desktop`. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'billing';
export const PAGE_ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** Whether an address is the page's own. Compared part by part: a browser gives such a scheme the origin `null`. */
export function isPageAddress(address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  return url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST && url.username === '' && url.password === '';
}
