/** What the page knows: the server's truth, and who wants to hear of it. */
import type { Command } from "./wire/commands.ts";
import type { Work } from "./wire/types.ts";

export interface StructureRow {
  readonly name: string;
  readonly title: string;
  readonly label: number;
  readonly colour: string;
  readonly found: boolean;
  readonly reason: string;
  readonly isShown: boolean;
  readonly isActive: boolean;
  readonly side: string | null;
  readonly concept: string | null;
  /** Its size in words, e.g. "12.4 ml"; empty when there is none. */
  readonly size: string;
}

export interface TurnRow {
  readonly number: number;
  readonly said: string;
  readonly reply: string;
  /** What was understood. */
  readonly commands: readonly Command[];
  /** "liver +12.3 ml" … */
  readonly changes: readonly string[];
  /** Which step of the history was current after it, and whether undo or redo leads there. */
  readonly position: number;
  readonly isReachable: boolean;
  readonly isRefused: boolean;
}

export interface Question {
  readonly question: string;
  readonly options: readonly string[];
}

export type Connection = "closed" | "connecting" | "open" | "lost";

export interface State {
  connection: Connection;
  session: string | null;
  structures: readonly StructureRow[];
  turns: readonly TurnRow[];
  /** Sentences that are on their way. */
  sent: readonly string[];
  position: number;
  pending: Question | null;
  work: Work | null;
}

type Listener = (state: Readonly<State>, changed: ReadonlySet<keyof State>) => void;

export class Model {
  readonly state: State = {
    connection: "closed",
    session: null,
    structures: [],
    turns: [],
    sent: [],
    position: 0,
    pending: null,
    work: null,
  };
  private readonly listeners: Listener[] = [];

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  set(changes: Partial<State>): void {
    const changed = new Set(Object.keys(changes) as (keyof State)[]);
    Object.assign(this.state, changes);
    for (const listener of this.listeners) listener(this.state, changed);
  }
}
