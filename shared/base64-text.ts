const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The text that base64 stands for: as UTF-8, or byte by byte where it is none. Neither Node nor a browser is needed. */
export function textOfBase64(base64: string): string {
  const bytes = bytesOf(base64);
  const plain = String.fromCharCode.bind(String);
  if (bytes.every((byte) => byte < 0x80)) return bytes.map((byte) => plain(byte)).join('');
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return bytes.map((byte) => plain(byte)).join('');
  }
}

function bytesOf(base64: string): number[] {
  const bytes: number[] = [];
  let [bits, count] = [0, 0];
  for (const char of base64) {
    const value = ALPHABET.indexOf(char);
    if (value === -1) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return bytes;
}
