import { ROLE_NAMES, ROLES, type Role } from '../../shared/permissions.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { excludedBy } from './role-words.ts';
import '../ui/pane-form.css';
import './staff.css';

export interface RolesFieldProps {
  readonly chosen: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

function RoleBox({ role, chosen, onChange }: RolesFieldProps & { readonly role: Role }) {
  const excluding = excludedBy(role, chosen);
  return (
    <div className="role">
      <Checkbox
        isSelected={chosen.includes(role)}
        isDisabled={excluding !== null && !chosen.includes(role)}
        onChange={(isTicked) => onChange(isTicked ? [...chosen, role] : chosen.filter((one) => one !== role))}
      >
        {ROLE_NAMES[role]}
      </Checkbox>
      {excluding !== null && !chosen.includes(role) && (
        <span className="small muted">Not together with {ROLE_NAMES[excluding]}</span>
      )}
    </div>
  );
}

/** The roles one person shall hold. What may not be held together cannot be ticked together, and says why. */
export function RolesField(props: RolesFieldProps) {
  return (
    <fieldset className="pane-form-group">
      <legend>Roles</legend>
      {ROLES.map((role) => (
        <RoleBox key={role} role={role} {...props} />
      ))}
    </fieldset>
  );
}
