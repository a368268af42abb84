import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useConnection } from '../api/connection.ts';
import './dialog.css';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** Esc and Cancel. Focus goes back to where it was. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the primary one last: it stands bottom right. */
  readonly actions?: ReactNode;
  /** `alertdialog` when it interrupts. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly wide?: boolean;
}

/** A decision in front of everything else. Never two at once; forms belong in the pane. */
export function Dialog({ title, isOpen, onClose, children, actions, role = 'dialog', wide = false }: DialogProps) {
  // Signed out, nothing may stand in front of signing in; signed in again, the question is still there.
  const { signedIn } = useConnection();
  return (
    <ModalOverlay
      className="dialog-shade"
      isOpen={isOpen && signedIn}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={wide ? 'dialog-box dialog-wide' : 'dialog-box'}>
        <AriaDialog role={role} className="dialog">
          <Heading slot="title" level={2} className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          {actions !== undefined && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
