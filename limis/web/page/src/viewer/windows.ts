/** Windows: which range of values goes from black to white. */

export interface Window {
  readonly low: number;
  readonly high: number;
}

export interface Preset {
  readonly name: string;
  readonly label: string;
  readonly window: Window;
}

export const around = (centre: number, width: number): Window => ({ low: centre - width / 2, high: centre + width / 2 });

/** The presets that make sense for an image: its own window, the named ones of its modality, or ways around its own. */
export function presetsFor(own: Window, named: Record<string, Window>, extent: Window): readonly Preset[] {
  const first = { name: "", label: "Default", window: own };
  const names = Object.entries(named);
  if (names.length) return [first, ...names.map(([name, window]) => ({ name, label: title(name), window }))];
  const span = own.high - own.low;
  const inner = { low: own.low + span * 0.2, high: own.high - span * 0.2 };
  return [
    first,
    { name: "bright", label: "Brighter", window: { low: own.low, high: own.low + span * 0.6 } },
    { name: "contrast", label: "More contrast", window: inner },
    { name: "full", label: "Full range", window: extent },
  ];
}

const title = (name: string): string => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ");

export const centreOf = (window: Window): number => (window.low + window.high) / 2;
export const widthOf = (window: Window): number => window.high - window.low;

/** A window moved by a drag: sideways is its width, up and down its centre, over about a screen for the whole range. */
export function dragged(window: Window, dx: number, dy: number, full: Window): Window {
  const gain = Math.max(widthOf(full), 1) / 1500;
  const width = Math.max(widthOf(window) + dx * gain, widthOf(full) / 4096, 1e-6);
  return around(centreOf(window) + dy * gain, width);
}
