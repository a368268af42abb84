import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link to a path of this desk that is only known once it is read, as text. Opens in place, or as a link when asked to. */
export function PathLink({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const { history } = useRouter();
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.push(path);
  };
  return (
    <a href={path} onClick={open}>
      {children}
    </a>
  );
}
