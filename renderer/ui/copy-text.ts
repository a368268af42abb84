/** Copies by way of the page's own copy event, which needs no permission; for shells that refuse the clipboard. */
function copyByEvent(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return copied;
}

/** Puts text on the clipboard. Resolves to whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  if (copyByEvent(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
