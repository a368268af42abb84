import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { readOrganisationFilter } from './organisation-filter.ts';

/** Narrows the trail to the organisation typed, through the address. Until it is a whole reference, says what is missing. */
export function useAuditFilter() {
  const navigate = useNavigate({ from: '/audit' });
  const [remark, setRemark] = useState('');
  const onText = useCallback(
    (text: string) => {
      const filter = readOrganisationFilter(text);
      setRemark(filter.kind === 'incomplete' ? filter.sentence : '');
      if (filter.kind === 'incomplete') return;
      const search = filter.kind === 'one' ? { organisation: filter.reference } : {};
      void navigate({ search, replace: true });
    },
    [navigate],
  );
  return { remark, onText };
}
