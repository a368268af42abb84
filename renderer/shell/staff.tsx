import { createContext, use, type ReactNode } from 'react';
import type { WhoAmI } from '../../shared/contracts/access.ts';
import type { Permission } from '../../shared/permissions.ts';

const StaffContext = createContext<WhoAmI | null>(null);

export function StaffProvider({ staff, children }: { readonly staff: WhoAmI; readonly children: ReactNode }) {
  return <StaffContext value={staff}>{children}</StaffContext>;
}

/** The member of staff at this desk. */
export function useStaff(): WhoAmI {
  const staff = use(StaffContext);
  if (staff === null) throw new Error('useStaff is for what is shown to somebody signed in');
  return staff;
}

/** Whether this person may: to leave out what the server would refuse. Hidden is not forbidden; the server decides. */
export function useMay(permission: Permission): boolean {
  return useStaff().permissions.includes(permission);
}
