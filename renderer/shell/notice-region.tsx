import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { dismissNotice, useNotices, type Notice } from './notices.ts';
import './notice-region.css';

const SHOWN_MS = 8_000;

/** Takes the notice away after a while, unless somebody is reading it or it must be dismissed by hand. */
function useDismissal(id: number, stays: boolean): void {
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => dismissNotice(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, stays]);
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const [held, setHeld] = useState(false);
  useDismissal(notice.id, notice.kind === 'failure' || held);

  const Icon = notice.kind === 'done' ? CircleCheck : CircleAlert;
  return (
    <div
      className={`notice notice-${notice.kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon aria-hidden="true" className="notice-icon" />
      <p>{notice.sentence}</p>
      {notice.undo !== undefined && (
        <Button
          kind="quiet"
          onPress={() => {
            notice.undo?.();
            dismissNotice(notice.id);
          }}
        >
          Undo
        </Button>
      )}
      <Button
        kind="quiet"
        square
        aria-label="Dismiss"
        icon={<X aria-hidden="true" />}
        onPress={() => dismissNotice(notice.id)}
      />
    </div>
  );
}

/** Bottom left: what was done, read out when there is a pause; what failed, read out at once. */
export function NoticeRegion() {
  const notices = useNotices();
  const of = (kind: Notice['kind']) =>
    notices.filter((notice) => notice.kind === kind).map((notice) => <NoticeCard key={notice.id} notice={notice} />);
  return (
    <div className="notices">
      <div role="alert" className="notice-stack">
        {of('failure')}
      </div>
      <Spoken className="notice-stack">{of('done')}</Spoken>
    </div>
  );
}
