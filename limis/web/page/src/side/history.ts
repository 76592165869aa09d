/** What the list of turns says of undo and redo. */
import type { TurnRow } from "../model.ts";

export type Standing = "looked" | "current" | "taken back" | "gone";

/**
 * How a turn stands: whether it changed anything, and if so, whether that still holds.
 *
 * @param before the turn before it
 * @param position the step of the history that is current now
 */
export function standingOf(turn: TurnRow, before: TurnRow | undefined, position: number): Standing {
  if (turn.position <= (before?.position ?? 0) || isMove(turn)) return "looked";
  if (!turn.isReachable) return "gone";
  return turn.position <= position ? "current" : "taken back";
}

/** Whether a turn only went through the history. */
function isMove(turn: TurnRow): boolean {
  return turn.commands.length > 0 && turn.commands.every(({ op }) => op === "undo" || op === "redo");
}
