/** Mouse, pen and fingers over a pane, turned into what they mean. */
import type { PaneView } from "./pane.ts";

type At = readonly [x: number, y: number];

/** Every point is in pixels of the stage. */
export interface Meanings {
  point(at: At): void;
  scroll(slices: number): void;
  zoom(factor: number, about: At): void;
  pan(from: At, to: At): void;
  turn(dx: number, dy: number): void;
  window(dx: number, dy: number): void;
  expand(): void;
}

const PIXELS_A_SLICE = 6;
const TAP = 8;

export function listen(pane: PaneView, stage: HTMLElement, meanings: Meanings): void {
  const { element } = pane;
  const is3D = pane.pane === "render";
  const fingers = new Map<number, At>();
  let travelled = 0;
  let scrolled = 0;

  const at = (event: MouseEvent): At => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (is3D || event.ctrlKey || event.metaKey) meanings.zoom(Math.exp(-event.deltaY / 400), at(event));
    else scrolled = stepBy(scrolled + Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY) / 40, 1), meanings);
  }, { passive: false });

  element.addEventListener("pointerdown", (event) => {
    if (isControl(event.target)) return;
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, at(event));
    travelled = scrolled = 0;
    if (event.pointerType !== "touch" && event.button === 0 && !event.shiftKey && !is3D) meanings.point(at(event));
  });

  element.addEventListener("pointermove", (event) => {
    const from = fingers.get(event.pointerId);
    if (!from) return;
    const to = at(event);
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    travelled += Math.abs(dx) + Math.abs(dy);
    if (fingers.size === 2) pinch(event.pointerId, from, to);
    else if (event.buttons & 2) meanings.window(dx, dy);
    else if (is3D) meanings.turn(dx / 2, dy / 2);
    else if (event.buttons & 4 || event.shiftKey) meanings.pan(from, to);
    else if (event.pointerType === "touch") scrolled = stepBy(scrolled - dy / PIXELS_A_SLICE, meanings);
    else meanings.point(to);
    fingers.set(event.pointerId, to);
  });

  const end = (event: PointerEvent): void => {
    if (!fingers.delete(event.pointerId) || event.type !== "pointerup") return;
    if (event.pointerType === "touch" && !fingers.size && travelled < TAP && !is3D) meanings.point(at(event));
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  element.addEventListener("dblclick", (event) => !isControl(event.target) && meanings.expand());

  /** Two fingers: apart and together zoom, side by side pan. */
  function pinch(moved: number, from: At, to: At): void {
    const other = [...fingers].find(([id]) => id !== moved)?.[1];
    if (!other) return;
    const [before, after] = [distance(from, other), distance(to, other)];
    if (before > 0) meanings.zoom(after / before, middle(to, other));
    if (!is3D) meanings.pan(middle(from, other), middle(to, other));
  }
}

/** Whole slices are told; the rest is kept. */
function stepBy(slices: number, meanings: Meanings): number {
  const whole = Math.trunc(slices);
  if (whole) meanings.scroll(whole);
  return slices - whole;
}

const distance = (a: At, b: At): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const middle = (a: At, b: At): At => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const isControl = (target: EventTarget | null): boolean => target instanceof Element && target.closest("button, input") !== null;
