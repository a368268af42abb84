import { dialog, ipcMain, shell } from 'electron';
import type { IpcEventFacts } from '../../shared/ipc-contract.ts';
import type { Gateway } from '../gateway.ts';
import { registerIpcHandlers } from '../ipc-handlers.ts';
import { decideExternalPage } from '../navigation-policy.ts';
import { openFile } from '../open-file.ts';
import { saveFile } from '../save-file.ts';
import type { SignIn } from '../sign-in.ts';
import type { CardWindows } from './card-window.ts';

export interface DeskParts {
  gateway: Gateway;
  desk: SignIn;
  /** Undefined where no card page may open in this app. */
  cards: CardWindows | undefined;
  /** Origins that the person's own browser may be sent to. */
  externalOrigins: readonly string[];
  /** Where files are kept that are shown in another program. */
  openedFiles: string;
  endSession: (why: IpcEventFacts<'session-ended'>['why']) => void;
}

/** Answers what the page asks of the desk. */
export function answerCalls({ gateway, desk, cards, externalOrigins, openedFiles, endSession }: DeskParts): void {
  const openExternal = async (address: URL) => {
    if (decideExternalPage(address.href, externalOrigins).decision === 'refuse')
      throw new Error('Not the sign-in page.');
    await shell.openExternal(address.href);
  };
  registerIpcHandlers(
    ipcMain,
    {
      signIn: () => desk.signIn({ openExternal }),
      signOut: async () => {
        await desk.signOut();
        endSession('signed-out');
      },
      openCardPage: async ({ attemptId }) => {
        if (!cards) throw new Error('It is not settled how cards are taken.');
        await cards.open(attemptId);
      },
      saveFile: (file) => saveFile(gateway, askWhere, file),
      openFile: async (file) => {
        await openFile(gateway, openedFiles, (path) => shell.openPath(path), file);
      },
    },
    // Faults carry addresses, so they are not written anywhere; the server's own log has the request.
    () => {},
  );
}

async function askWhere(name: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog({ defaultPath: name });
  return canceled ? undefined : filePath;
}
