import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Only what every person expects of a window: editing, size of text, closing. No reload and no developer tools. */
export function setAppMenu(platform: NodeJS.Platform): void {
  const edit: MenuItemConstructorOptions = { role: 'editMenu' };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
  const own: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(Menu.buildFromTemplate([...own, edit, view, { role: 'windowMenu' }]));
}
