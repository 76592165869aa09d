/** What goes over the wire: `limis/web/wire.py` says the same in Python. */
import type { Letters, Plane } from "../viewer/planes.ts";
import type { Triple } from "../viewer/orientation.ts";
import type { Command } from "./commands.ts";

export interface Health {
  readonly version: string;
  readonly api: number;
  readonly notice: string;
  readonly models: readonly string[];
  /** Whether the server can hear. */
  readonly voice: boolean;
}

export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly what: string;
  readonly expected: string;
  readonly got: string;
  readonly next_step: string;
}

export interface WireWindow {
  readonly center: number;
  readonly width: number;
}

export interface ImageOut {
  readonly name: string;
  readonly kind: "volume" | "picture" | "stack";
  readonly shape: readonly number[];
  readonly spacing_mm: readonly number[] | null;
  readonly edges: Record<string, Letters>;
  readonly modality: string | null;
  readonly modality_reason: string;
  readonly unit: string;
  readonly colour: boolean;
  readonly window: WireWindow;
  readonly presets: Record<string, WireWindow>;
  readonly notes: readonly string[];
  readonly display: { readonly shape: Triple; readonly step: Triple; readonly url: string };
}

export interface StructureOut {
  readonly name: string;
  readonly concept: string | null;
  readonly side: string | null;
  readonly text: string;
  readonly found: boolean;
  readonly reason: string;
  readonly voxels: number;
  readonly boxes: readonly BoxOut[];
  readonly volume_ml?: number | null;
  readonly area_px?: number | null;
  readonly area_mm2?: number | null;
  readonly label: number | null;
  readonly colour: string | null;
  readonly hidden: boolean;
  readonly active: boolean;
}

export interface LookOut {
  readonly plane: Plane | null;
  readonly slices: Partial<Record<Plane, number>>;
  readonly window: string | readonly [number, number] | null;
  readonly zoom: number;
}

export interface Pending {
  readonly question: string;
  readonly options: readonly string[];
}

export interface SaidOut {
  readonly turn: number;
  readonly text: string;
  readonly reply: string;
  readonly state: string;
  readonly position: number;
  readonly reachable: boolean;
  readonly commands: readonly Command[];
  readonly changes: readonly ChangeOut[];
}

/** How a session stands: the same in a session and in a turn. */
export interface Standing {
  readonly structures: readonly StructureOut[];
  readonly active: string | null;
  readonly hidden: readonly string[];
  readonly pending: Pending | null;
  readonly look: LookOut;
  readonly state: string;
  readonly can_undo: number;
  readonly can_redo: number;
  readonly position: number;
}

/** Half-open corners on the image's own axes. */
export type BoxOut = readonly [lower: readonly number[], upper: readonly number[]];

export interface ChangeOut {
  readonly name: string;
  readonly kind: "added" | "removed" | "changed";
  readonly added: number;
  readonly removed: number;
  readonly unit: string;
  /** Around every voxel that changed. */
  readonly box: BoxOut | null;
}

export interface TurnOut extends Standing {
  readonly turn: number;
  readonly text: string;
  readonly commands: readonly Command[];
  readonly resolved: readonly Command[];
  readonly reply: string;
  readonly seconds: number;
  readonly changes: readonly ChangeOut[];
  readonly outcomes: readonly { readonly op: string; readonly status: string; readonly remark: string }[];
  readonly notes: readonly string[];
}

/** What a recording is taken for. */
export interface Understood {
  readonly text: string;
  readonly confidence: number;
  readonly commands: readonly Command[];
  readonly verdict: "act" | "ask" | "ignore";
}

export interface SessionOut extends Standing {
  readonly id: string;
  readonly kept: boolean;
  readonly models: string;
  readonly notice: string;
  readonly image: ImageOut;
  readonly turns: readonly SaidOut[];
  readonly busy: boolean;
}

export interface SessionRow {
  readonly id: string;
  readonly image: string;
  readonly modality: string | null;
  readonly used: string;
  readonly turns: number;
  readonly structures: readonly string[];
}

export interface FileRow {
  readonly name: string;
  readonly path: string;
  readonly folder: boolean;
}

export interface LabelsOut {
  readonly shape: Triple;
  readonly box: readonly [Triple, Triple] | null;
  readonly whole: boolean;
  readonly runs: readonly number[];
  readonly labels: Record<string, number>;
  readonly state: string;
}

/** How far something is; a total of 0 where nobody knows. */
export interface Work {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export type EventOut =
  | { readonly event: "hello"; readonly session: string; readonly busy: boolean }
  | ({ readonly event: "progress" } & Work)
  | { readonly event: "turn"; readonly turn: TurnOut }
  | { readonly event: "understood"; readonly understood: Understood }
  | { readonly event: "cancelled" | "opened" | "away" }
  | { readonly event: "error"; readonly error: Problem };
