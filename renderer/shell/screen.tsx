import { Link, type LinkProps } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import './screen.css';

/** A place above this one. `link` is what the router's `Link` takes: `{ to: '/organisations' }`. */
export interface Crumb {
  readonly title: string;
  readonly link: Pick<LinkProps, 'to' | 'params' | 'search'>;
}

export interface ScreenProps {
  /** The heading, the last crumb, and the window's title. */
  readonly title: string;
  readonly above?: readonly Crumb[];
  /** Beside the heading: a status pill, a reference with its copy button. */
  readonly badge?: ReactNode;
  /** Right of the heading: quiet actions. */
  readonly actions?: ReactNode;
  /** Under the heading: the figures that matter. */
  readonly figures?: ReactNode;
  /** Fills the height without scrolling, for a grid that scrolls itself. */
  readonly fills?: boolean;
  readonly children?: ReactNode;
}

function Crumbs({ title, above }: { readonly title: string; readonly above: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="crumbs">
      <ol>
        {above.map((crumb) => (
          <li key={crumb.title}>
            <Link {...crumb.link}>{crumb.title}</Link>
            <ChevronRight aria-hidden="true" />
          </li>
        ))}
        <li aria-current="page">{title}</li>
      </ol>
    </nav>
  );
}

/** One place of the desk: breadcrumb, heading, figures, and what is there. On arrival the heading has focus, so it is read out. */
export function Screen({ title, above = [], badge, actions, figures, fills = false, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Counterfoil`;
  }, [title]);
  useEffect(() => {
    const active = document.activeElement;
    if (active === null || active === document.body || active.closest('nav') !== null) heading.current?.focus();
  }, []);

  return (
    <div className={fills ? 'screen screen-fills' : 'screen'}>
      {above.length > 0 && <Crumbs title={title} above={above} />}
      <div className="screen-head">
        <div className="screen-title">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {badge}
        </div>
        {actions !== undefined && <div className="screen-actions">{actions}</div>}
      </div>
      {figures}
      {children}
    </div>
  );
}
