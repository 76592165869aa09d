/** The planes of a volume, and how each is laid out: radiological convention, the patient's right on the left. */

export type Plane = "axial" | "coronal" | "sagittal";
export type Pane = Plane | "render";

export const PLANES: readonly Plane[] = ["axial", "coronal", "sagittal"];
export const PANES: readonly Pane[] = [...PLANES, "render"];

export const TITLES: Record<Pane, string> = { axial: "Axial", coronal: "Coronal", sagittal: "Sagittal", render: "3D" };

/** NiiVue's number of a pane. */
export const SLICE_TYPES: Record<Pane, 0 | 1 | 2 | 4> = { axial: 0, coronal: 1, sagittal: 2, render: 4 };

/** The axis that slices of a plane are counted along: right, anterior, superior. */
export const AXES: Record<Plane, 0 | 1 | 2> = { axial: 2, coronal: 1, sagittal: 0 };

export interface Letters {
  readonly top?: string;
  readonly bottom?: string;
  readonly left?: string;
  readonly right?: string;
}

export type Place = [left: number, top: number, width: number, height: number];

/** Where panes stand on the stage, in fractions of it. */
export function arrange(kind: "volume" | "picture" | "stack", only: Pane | null): Partial<Record<Pane, Place>> {
  if (kind === "picture") return { axial: [0, 0, 1, 1] };
  if (only) return { [only]: [0, 0, 1, 1] };
  return {
    axial: [0, 0, 0.5, 0.5],
    coronal: [0.5, 0, 0.5, 0.5],
    sagittal: [0, 0.5, 0.5, 0.5],
    render: [0.5, 0.5, 0.5, 0.5],
  };
}
