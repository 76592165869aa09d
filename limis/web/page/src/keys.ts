/** The keyboard: every key once, with what it does, so that the help can never lie. */
import type { Viewer } from "./viewer/viewer.ts";
import type { Pane } from "./viewer/planes.ts";

export interface Deeds {
  readonly viewer: Viewer;
  focusField(): void;
  talk(key: string): void;
  help(): void;
  stop(): void;
  undo(): void;
  redo(): void;
  opacity(change: number): void;
  contours(): void;
  nextWindow(): void;
  structure(step: number): void;
  toggleStructure(): void;
}

export interface Key {
  readonly keys: readonly string[];
  /** As the help shows it. */
  readonly shown: string;
  readonly words: string;
  /** Also while somebody types. */
  readonly isGlobal?: boolean;
  readonly run: (deeds: Deeds, key: string) => void;
}

const PANE_OF: Record<string, Pane> = { "1": "axial", "2": "coronal", "3": "sagittal", "4": "render" };
const TURN = 10;
const PEDAL = Array.from({ length: 12 }, (_, at) => `F${13 + at}`);

const isRender = (): boolean => document.activeElement instanceof HTMLElement && document.activeElement.dataset["pane"] === "render";

export const KEYS: readonly Key[] = [
  { keys: ["/", "Enter"], shown: "/", words: "type a sentence", run: (d) => d.focusField() },
  { keys: [" "], shown: "Space", words: "hold to talk; what was said is done when it is let go", run: (d, key) => d.talk(key) },
  { keys: PEDAL, shown: "F13–F24", words: "the same, for a pedal that sends one of these", isGlobal: true, run: (d, key) => d.talk(key) },
  {
    keys: ["a"],
    shown: "A",
    words: "to the answers of a question; a digit chooses",
    run: () => document.querySelector<HTMLElement>(".choice")?.focus(),
  },
  { keys: ["Escape"], shown: "Esc", words: "leave the field; stop what is being said or done", isGlobal: true, run: (d) => d.stop() },
  { keys: ["mod+z"], shown: "Ctrl Z", words: "undo", run: (d) => d.undo() },
  { keys: ["mod+shift+z", "mod+y"], shown: "Ctrl Shift Z", words: "redo", run: (d) => d.redo() },
  {
    keys: ["ArrowUp", "ArrowDown"],
    shown: "↑ ↓",
    words: "next and last slice; in 3D, turn",
    run: (d, key) => {
      const up = key === "ArrowUp" ? 1 : -1;
      if (isRender()) d.viewer.scene.turn(0, up * TURN);
      else d.viewer.step(up);
    },
  },
  {
    keys: ["ArrowLeft", "ArrowRight"],
    shown: "← →",
    words: "in 3D, turn",
    run: (d, key) => isRender() && d.viewer.scene.turn(key === "ArrowLeft" ? -TURN : TURN, 0),
  },
  { keys: ["PageUp", "PageDown"], shown: "PgUp PgDn", words: "ten slices", run: (d, key) => d.viewer.step(key === "PageUp" ? 10 : -10) },
  { keys: ["Home", "End"], shown: "Home End", words: "first and last slice", run: (d, key) => d.viewer.step(key === "Home" ? -1e6 : 1e6) },
  {
    keys: ["1", "2", "3", "4"],
    shown: "1 2 3 4",
    words: "axial, coronal, sagittal or 3D alone, and back",
    run: (d, key) => d.viewer.maximise(PANE_OF[key] ?? null),
  },
  { keys: ["0"], shown: "0", words: "all views", run: (d) => d.viewer.maximise(null) },
  { keys: ["+", "="], shown: "+", words: "closer", run: (d) => zoom(d, 1.25) },
  { keys: ["-"], shown: "−", words: "further away", run: (d) => zoom(d, 0.8) },
  { keys: ["w"], shown: "W", words: "next window", run: (d) => d.nextWindow() },
  { keys: ["[", "]"], shown: "[ ]", words: "overlay weaker, stronger", run: (d, key) => d.opacity(key === "]" ? 10 : -10) },
  { keys: ["c"], shown: "C", words: "contours only", run: (d) => d.contours() },
  { keys: ["n", "p"], shown: "N P", words: "next and last structure", run: (d, key) => d.structure(key === "n" ? 1 : -1) },
  { keys: ["h"], shown: "H", words: "hide or show the active structure", run: (d) => d.toggleStructure() },
  { keys: ["r"], shown: "R", words: "reset the view", run: (d) => d.viewer.reset() },
  { keys: ["?"], shown: "?", words: "this help", run: (d) => d.help() },
];

/** What a mouse and fingers do, for the help. */
export const HANDS: readonly (readonly [string, string])[] = [
  ["Wheel", "slices; with Ctrl, zoom"],
  ["Drag", "crosshair; in 3D, turn"],
  ["Right drag", "window: sideways width, up and down centre"],
  ["Shift drag", "move the picture"],
  ["Double click", "one view alone, and back"],
  ["Finger", "tap for the crosshair, slide for slices, two to zoom and move"],
];

function zoom(deeds: Deeds, factor: number): void {
  if (isRender()) deeds.viewer.scene.scaleRender(factor);
  else deeds.viewer.zoomTo(deeds.viewer.scene.zoom * factor);
}

/** Listen to the keyboard of the whole page. */
export function listenToKeys(deeds: Deeds): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || document.querySelector("dialog[open]")) return;
    const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressed = `${mod}${mod && event.shiftKey ? "shift+" : ""}${name}`;
    const choice = document.activeElement?.closest(".choices")?.querySelector<HTMLElement>(`[data-choice="${CSS.escape(name)}"]`);
    if (choice) {
      event.preventDefault();
      choice.click();
      return;
    }
    const found = KEYS.find((key) => key.keys.includes(pressed));
    if (!found || (isTaken(event.target, name, mod !== "") && !found.isGlobal)) return;
    event.preventDefault();
    found.run(deeds, name);
  });
}

/** Whether the element that has the focus wants the key for itself. */
function isTaken(target: EventTarget | null, key: string, isMod: boolean): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === "text") return !(isMod && key === "z" && !target.value);
  if (target.matches("select, input")) return !isMod && (key.startsWith("Arrow") || key.length > 1);
  if (target.matches("button, a, [role=log]")) return key === "Enter" || key === " " || (target.matches("[role=log]") && key.length > 1);
  return false;
}
