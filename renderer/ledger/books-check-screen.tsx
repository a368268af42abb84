import { useQuery } from '@tanstack/react-query';
import type { InvariantResult } from '../../shared/contracts/ledger.ts';
import { formatLondonTime, instant } from '../../shared/instant.ts';
import { formatLocalDate, londonDay } from '../../shared/local-date.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { RequirePermission } from '../shell/require-permission.tsx';
import { Screen } from '../shell/screen.tsx';
import { Button } from '../ui/button.tsx';
import { KeyFigures } from '../ui/key-figures.tsx';
import { Section } from '../ui/section.tsx';
import { BooksRule } from './books-rule.tsx';
import './books-check-screen.css';

function brokenFirst(rules: readonly InvariantResult[]): readonly InvariantResult[] {
  return rules.toSorted((a, b) => Number(b.violations > 0) - Number(a.violations > 0));
}

function Figures({ rules, checkedAt }: { readonly rules: readonly InvariantResult[]; readonly checkedAt: number }) {
  const at = instant(new Date(checkedAt));
  const broken = rules.filter((rule) => rule.violations > 0).length;
  return (
    <KeyFigures
      figures={[
        {
          label: 'Rules broken',
          value: broken,
          tone: broken > 0 ? 'needs-you' : 'settled',
          note: broken > 0 ? 'Tell support now, and give them the codes' : 'The books hold together',
        },
        { label: 'Rules checked', value: rules.length },
        { label: 'Checked at', value: formatLondonTime(at), note: formatLocalDate(londonDay(new Date(at))) },
      ]}
    />
  );
}

function BooksCheck() {
  const query = useQuery({ ...api.ledger.checkInvariants.queryOptions({}), refetchOnWindowFocus: false });
  return (
    <Screen
      title="Books check"
      actions={
        <Button kind="primary" isPending={query.isFetching} onPress={() => void query.refetch()}>
          Check again
        </Button>
      }
    >
      <RecordQuery query={query} lines={8}>
        {(rules) => (
          <>
            <Figures rules={rules} checkedAt={query.dataUpdatedAt} />
            <Section title="What must always be true">
              <ul className="books-rules">
                {brokenFirst(rules).map((rule) => (
                  <BooksRule key={rule.code} rule={rule} />
                ))}
              </ul>
            </Section>
          </>
        )}
      </RecordQuery>
    </Screen>
  );
}

/** What must always be true of the books, checked against them now. */
export function BooksCheckScreen() {
  return (
    <RequirePermission permission="ledger.check">
      <BooksCheck />
    </RequirePermission>
  );
}
