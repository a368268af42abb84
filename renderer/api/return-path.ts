const KEY = 'counterfoil.return-path';

/** Keeps the address of this place while the page is away for signing in. */
export function rememberReturnPath(): void {
  const { pathname, search } = window.location;
  if (pathname !== '/sign-in') sessionStorage.setItem(KEY, pathname + search);
}

export function forgetReturnPath(): void {
  sessionStorage.removeItem(KEY);
}

/** Where the person was, once; null when they were nowhere. Only a path of this page, never another origin's. */
export function takeReturnPath(): string | null {
  const path = sessionStorage.getItem(KEY);
  forgetReturnPath();
  return path !== null && /^\/(?!\/)/.test(path) ? path : null;
}
