import { ChevronDown } from 'lucide-react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { ROLE_NAMES } from '../../shared/permissions.ts';
import { desktop } from '../api/desktop.ts';
import { useStored } from '../stored-preference.ts';
import { themeChoice, THEMES, type Theme } from '../theme/theme-choice.ts';
import { Button } from '../ui/button.tsx';
import { sayFailed } from './notices.ts';
import { singleKeys } from './shortcuts.ts';
import { useStaff } from './staff.tsx';
import './staff-menu.css';

const THEME_WORDS: Readonly<Record<Theme, string>> = { system: 'As Windows', light: 'Light', dark: 'Dark' };

async function signOut(): Promise<void> {
  try {
    await desktop.signOut();
  } catch {
    sayFailed('You could not be signed out, because the desk did not answer. Try again.');
  }
}

function ThemeSection() {
  const theme = useStored(themeChoice);
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const chosen = THEMES.find((name) => keys === 'all' || keys.has(name));
        if (chosen !== undefined) themeChoice.set(chosen);
      }}
    >
      <Header className="menu-heading">Theme</Header>
      {THEMES.map((name) => (
        <MenuItem key={name} id={name} className="menu-choice" shouldCloseOnSelect={false}>
          {THEME_WORDS[name]}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

function KeysSection({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const single = useStored(singleKeys);
  return (
    <>
      <MenuSection
        selectionMode="multiple"
        selectedKeys={single === 'on' ? ['single-keys'] : []}
        onSelectionChange={(keys) => singleKeys.set(keys === 'all' || keys.has('single-keys') ? 'on' : 'off')}
      >
        <Header className="menu-heading">Keyboard</Header>
        <MenuItem id="single-keys" className="menu-choice" shouldCloseOnSelect={false}>
          Single-key shortcuts
        </MenuItem>
      </MenuSection>
      <MenuItem className="menu-choice" onAction={onShowKeys}>
        Show the keys of this place
      </MenuItem>
    </>
  );
}

/** Who is signed in, how the desk looks and listens, and the way out. */
export function StaffMenu({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const staff = useStaff();
  const roles = staff.roles.map((role) => ROLE_NAMES[role]).join(', ');
  return (
    <MenuTrigger>
      <Button kind="quiet" aria-label={`${staff.name}, ${roles}`}>
        <span className="staff-name">{staff.name}</span>
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <p className="menu-staff">
          <strong>{staff.name}</strong>
          <span className="muted small">{roles}</span>
        </p>
        <Menu className="menu" aria-label="Desk settings">
          <ThemeSection />
          <Separator className="menu-line" />
          <KeysSection onShowKeys={onShowKeys} />
          <Separator className="menu-line" />
          <MenuItem
            className="menu-choice"
            onAction={() => {
              void signOut();
            }}
          >
            Sign out
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
