import { EventEmitter } from 'node:events';

type Handler = (...given: unknown[]) => unknown;

/** Stands for Electron's session: keeps the handlers it is given. */
export class RecordingSession extends EventEmitter {
  readonly handlers: Record<string, Handler> = {};
  readonly cleared: string[] = [];
  readonly partition: string;
  readonly options: unknown;
  readonly protocol = { handle: (scheme: string, handler: Handler) => void (this.handlers[scheme] = handler) };

  constructor(partition: string, options?: unknown) {
    super();
    this.partition = partition;
    this.options = options;
  }
  setPermissionRequestHandler = (handler: Handler) => void (this.handlers['request'] = handler);
  setPermissionCheckHandler = (handler: Handler) => void (this.handlers['check'] = handler);
  setDevicePermissionHandler = (handler: Handler) => void (this.handlers['device'] = handler);
  setDisplayMediaRequestHandler = (handler: Handler) => void (this.handlers['display'] = handler);
  setBluetoothPairingHandler = (handler: Handler) => void (this.handlers['bluetooth'] = handler);
  clearStorageData = async () => void this.cleared.push('storage');
  clearCache = async () => void this.cleared.push('cache');
  clearAuthCache = async () => void this.cleared.push('passwords');
  closeAllConnections = async () => void this.cleared.push('connections');
}

class RecordingContents extends EventEmitter {
  windowOpen: Handler = () => ({ action: 'allow' });
  sent: [string, unknown][] = [];
  crashed = false;
  url = '';
  setWindowOpenHandler = (handler: Handler) => void (this.windowOpen = handler);
  send = (channel: string, facts: unknown) => void this.sent.push([channel, facts]);
  forcefullyCrashRenderer = () => void (this.crashed = true);
  getURL = () => this.url;
}

/** Stands for a window: it goes nowhere and remembers where it was told to go. */
export class BrowserWindow extends EventEmitter {
  readonly options: { title?: string; webPreferences: Record<string, unknown> & { session: RecordingSession } };
  readonly webContents = new RecordingContents();
  readonly loaded: string[] = [];
  title = '';
  contentProtection = false;
  destroyed = false;
  focused = 0;

  constructor(options: BrowserWindow['options']) {
    super();
    this.options = options;
    this.title = options.title ?? '';
    recorded.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = async (address: string) => {
    this.loaded.push(address);
    this.webContents.url = address;
  };
  show = () => {};
  focus = () => void (this.focused += 1);
  setTitle = (title: string) => void (this.title = title);
  setContentProtection = (on: boolean) => void (this.contentProtection = on);
  isDestroyed = () => this.destroyed;
  close = () => void this.emit('close');
  destroy = () => {
    if (this.destroyed) return;
    this.destroyed = true;
    this.emit('closed');
  };
}

/** Everything that the app under test did to Electron, in order where order matters. */
export const recorded = {
  order: [] as string[],
  windows: [] as BrowserWindow[],
  sessions: [] as RecordingSession[],
  schemes: [] as unknown[],
  opened: [] as string[],
  calls: new Map<string, Handler>(),
  exposed: new Map<string, unknown>(),
  menu: undefined as unknown,
  backend: 'gnome_libsecret',
  firstInstance: true,
};

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  userData: '',
  enableSandbox: () => void recorded.order.push('sandbox'),
  requestSingleInstanceLock: () => recorded.firstInstance,
  whenReady: async () => void recorded.order.push('ready'),
  quit: () => void recorded.order.push('quit'),
  getPath: () => app.userData,
});

const defaultSession = new RecordingSession('');

export const session = {
  defaultSession,
  fromPartition: (partition: string, options: unknown) => {
    const made = new RecordingSession(partition, options);
    recorded.sessions.push(made);
    return made;
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => {
    recorded.order.push('scheme');
    recorded.schemes.push(...schemes);
  },
};

export const ipcMain = { handle: (channel: string, handler: Handler) => void recorded.calls.set(channel, handler) };
export const ipcRenderer = { invoke: async () => undefined, on: () => {}, removeListener: () => {} };
export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown) => void recorded.exposed.set(name, api),
};
export const shell = { openExternal: async (address: string) => void recorded.opened.push(address) };
export const dialog = { showSaveDialog: async () => ({ canceled: true, filePath: '' }) };
export const powerMonitor = new EventEmitter();
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => void (recorded.menu = menu),
};

// Not encryption: enough to see what is written, and when nothing may be.
export const safeStorage = {
  getSelectedStorageBackend: () => recorded.backend,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString(),
    shouldReEncrypt: false,
  }),
};
