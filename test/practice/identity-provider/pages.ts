import { ROLE_NAMES } from '../../../shared/permissions.ts';
import type { PracticePerson } from './practice-staff.ts';

const STYLE = `
  :root { --violet: #5b2a8c; --ink: #1c1626; --quiet: #574d66; --line: #b9aecb; --paper: #fff; --wash: #f5f1fa; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; border: 6px solid var(--violet); background: var(--wash); color: var(--ink);
    font: 16px/1.45 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
  .banner { margin: 0; padding: 4px 24px 8px; background: var(--violet); color: #fff; font-size: 14px; }
  main { max-width: 52rem; margin: 0 auto; padding: 40px 24px; }
  h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; }
  p { margin: 0 0 24px; color: var(--quiet); }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); }
  button { font: inherit; color: inherit; cursor: pointer; }
  .person { width: 100%; display: grid; grid-template-columns: auto 1fr; gap: 0 16px; align-items: center; text-align: left;
    padding: 14px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
  .person:hover { border-color: var(--violet); background: #fbf9fe; }
  .person:active { background: #ece4f6; }
  .role { font-weight: 600; }
  .name { grid-column: 2; color: var(--quiet); font-size: 15px; }
  kbd { grid-row: span 2; min-width: 32px; padding: 4px 8px; border: 1px solid var(--line); border-bottom-width: 3px; border-radius: 6px;
    background: var(--wash); font: 600 15px/1.3 ui-monospace, Consolas, monospace; text-align: center; }
  .cancel { margin-top: 24px; padding: 8px 16px; background: transparent; border: 1px solid var(--quiet); border-radius: 8px; }
  :focus-visible { outline: 3px solid var(--violet); outline-offset: 2px; }
`;

const SHORTCUTS = `
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    document.querySelector('button[aria-keyshortcuts="' + CSS.escape(event.key) + '"]')?.click();
  });
`;

/** The list of people to be, one button each, by role; the first nine also by the keys 1 to 9. */
export function signInPage(staff: readonly PracticePerson[], nonce: string): string {
  const people = staff.map((person, index) => personButton(person, index < 9 ? String(index + 1) : undefined));
  return page(
    'Practice sign-in',
    `<p>Choose who to be in Counterfoil. Press a number, or pick a person. Nobody here is real and no password is needed.</p>
    <form method="post">
      <ul>${people.join('')}</ul>
      <button class="cancel" name="cancel" value="yes" aria-keyshortcuts="Escape">Cancel</button>
    </form>`,
    nonce,
  );
}

/** What went wrong and what to do next; `reason` is shown as it is. */
export function problemPage(reason: string, nonce?: string): string {
  return page(
    'This sign-in cannot go on',
    `<p>${escaped(reason)}</p><p>Go back to Counterfoil and sign in again.</p>`,
    nonce,
  );
}

function personButton({ sub, name, roles }: PracticePerson, key: string | undefined): string {
  const role = roles.map((role) => ROLE_NAMES[role]).join(', ') || 'No role in Counterfoil';
  const shortcut = key === undefined ? '' : ` aria-keyshortcuts="${key}"`;
  const cap = key === undefined ? '' : `<kbd aria-hidden="true">${key}</kbd>`;
  return `<li><button class="person" name="sub" value="${escaped(sub)}"${shortcut}>${cap}<span class="role">${escaped(role)}</span> <span class="name">${escaped(name)}</span></button></li>`;
}

function page(title: string, body: string, nonce: string | undefined): string {
  const attribute = nonce === undefined ? '' : ` nonce="${nonce}"`;
  return `<!doctype html>
<html lang="en-GB">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${escaped(title)} · practice</title>
  <style${attribute}>${STYLE}</style>
</head>
<body>
  <header><p class="banner">Practice. Nothing on these pages is real.</p></header>
  <main>
    <h1>${escaped(title)}</h1>
    ${body}
  </main>
  <script${attribute}>${SHORTCUTS}</script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
