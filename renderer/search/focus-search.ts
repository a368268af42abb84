let focus: (() => void) | undefined;

/** Lets the search box be reached from elsewhere on the page. Returns how to withdraw. */
export function offerSearchFocus(take: () => void): () => void {
  focus = take;
  return () => {
    if (focus === take) focus = undefined;
  };
}

/** Takes the keyboard to the search box, as Ctrl+K does. */
export function focusSearch(): void {
  focus?.();
}
