import type { CardPageStage } from './card-page.ts';

/** What became of the card page's own window, where that needs a word. */
export function CardPageNote({ stage, canOpen }: { readonly stage: CardPageStage; readonly canOpen: boolean }) {
  const closed = stage === 'closed' && canOpen;
  const failed = stage === 'failed' && canOpen;
  return (
    <div role="alert" className="card-page-note">
      {closed && 'The card page was closed. The payment is not over: open it again, or cancel the payment.'}
      {failed &&
        'The card page could not be opened, so no card was entered. Close any other card page, then try again.'}
    </div>
  );
}
