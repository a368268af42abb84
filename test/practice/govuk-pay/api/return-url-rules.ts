const PRINTABLE_ASCII = /^[!-~]+$/;
const SCHEMES = ['http:', 'https:'];
const PRIVATE_TLDS = ['internal', 'local'];
/** Top-level names that are reserved and so on no list of public ones; Pay's own list is the whole of IANA's. */
const RESERVED_TLDS = ['example', 'invalid', 'test', 'onion', 'lan', 'home', 'corp'];
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const IP_ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/;

/** Would Pay take this as the address to return to? http or https, on a public host, localhost, `.internal` or `.local`. */
export function isReturnUrl(value: string): boolean {
  if (!PRINTABLE_ASCII.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  return SCHEMES.includes(url.protocol) && isHost(url.hostname);
}

function isHost(hostname: string): boolean {
  if (hostname === 'localhost' || IP_ADDRESS.test(hostname)) return true;
  const labels = hostname.split('.');
  const tld = labels.at(-1) ?? '';
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false;
  if (PRIVATE_TLDS.includes(tld)) return true;
  return /^[a-z][a-z0-9-]+$/.test(tld) && !RESERVED_TLDS.includes(tld);
}
