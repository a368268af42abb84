import { SearchBox } from '../search/search-box.tsx';
import { useMay } from './staff.tsx';
import { StaffMenu } from './staff-menu.tsx';
import './top-bar.css';

/** Name, search, staff menu, and nothing else. */
export function TopBar({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const maySearch = useMay('search.use');
  return (
    <header className="top-bar">
      <span className="top-bar-name">Counterfoil</span>
      <div className="top-bar-search">{maySearch && <SearchBox />}</div>
      <div className="top-bar-staff">
        <StaffMenu onShowKeys={onShowKeys} />
      </div>
    </header>
  );
}
