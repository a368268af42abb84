import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

export interface EmptyStateProps {
  /** What would be here. */
  readonly title: string;
  /** How it comes. */
  readonly children?: ReactNode;
  readonly icon?: LucideIcon;
  readonly action?: ReactNode;
}

/** Nothing to show: says what would be here and how it comes. */
export function EmptyState({ title, children, icon: Icon = Inbox, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon aria-hidden="true" className="empty-icon" />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-words">{children}</div>}
      {action}
    </div>
  );
}
