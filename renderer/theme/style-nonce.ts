/**
 * The nonce under which libraries may add `<style>` elements, or undefined where the page is served without one.
 *
 * The gateway writes it into the page's `style-nonce` meta element with every answer.
 */
export function styleNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
  return content === '' || content.includes('%') ? undefined : content;
}

/** React Aria looks for the nonce under a name of its own; without it its one style element breaks the page's policy. */
export function shareStyleNonce(): void {
  const nonce = styleNonce();
  if (nonce === undefined) return;
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.nonce = nonce;
  document.head.append(meta);
}
