import type { WorldSize } from '../world/world-scale.ts';
import { startPart, type Part, type PartPlan } from './part.ts';
import type { PracticeFolder } from './practice-folder.ts';
import type { Ports } from './remembered-ports.ts';
import type { Reporter } from './reporter.ts';
import type { Supervisor } from './supervisor.ts';
import type { Unwinding } from './unwinding.ts';

type Settings = Readonly<Record<string, string>>;

export interface PracticeSystemOptions {
  /** Where it keeps its data and logs between runs. One system at a time has it. */
  readonly dir: string;
  /** Desks in the browser, each on a port of its own; by default one, on any free port. */
  readonly deskPorts?: readonly number[];
  /** As `deskPorts`, on any free ports. */
  readonly deskCount?: number;
  /** The Electron program, for a desk as a desktop app in place of those in the browser. */
  readonly electron?: string;
  /** Size of the world where there is none yet. */
  readonly world?: WorldSize;
  /** Throws away what earlier runs kept. */
  readonly fresh?: boolean;
  /** Gives up surviving a power cut, for tests. */
  readonly fast?: boolean;
  /** Settings of the stand-in for GOV.UK Pay and of the central server, by their own names in the environment. */
  readonly govukPaySettings?: Settings;
  readonly serverSettings?: Settings;
  readonly reporter?: Reporter;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
}

/** A practice system that is being put together. */
export interface Assembly {
  readonly options: PracticeSystemOptions;
  readonly folder: PracticeFolder;
  readonly ports: Ports;
  readonly reporter: Reporter;
  readonly supervisor: Supervisor;
  readonly unwinding: Unwinding;
  readonly signal: AbortSignal;
}

/** Starts a part, watches it, and sees that it is stopped in the end. */
export async function bring({ reporter, supervisor, unwinding, signal }: Assembly, plan: PartPlan): Promise<Part> {
  const part = await startPart(plan, signal);
  unwinding.addPart(() => part.stop());
  supervisor.watch(part);
  reporter.line(`${plan.name} is at ${part.url}`);
  return part;
}
