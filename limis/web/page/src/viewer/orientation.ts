/** How the axes of the display copy lie in the patient: what NiiVue turns before it draws, labels must follow. */

export type Triple = readonly [number, number, number];

export interface Orientation {
  /** Voxels along right, anterior, superior. */
  readonly dims: Triple;
  /** How far a step along each axis of the copy goes in a buffer of these dims, first axis fastest. */
  readonly strides: Triple;
  /** Where its first voxel lies there. */
  readonly start: number;
  /** Values that belong to the copy's axes, in the order right, anterior, superior. */
  readonly turned: (values: Triple) => Triple;
  /** A point in fractions of the copy's axes, turned. */
  readonly fraction: (point: Triple) => [number, number, number];
  /** A half-open box of the copy, turned. */
  readonly box: (lower: Triple, upper: Triple) => { from: Triple; size: Triple };
}

/**
 * @param perm NiiVue's: for right, anterior and superior the copy's axis from 1, negative where it runs backwards
 * @param shape voxels along the copy's axes
 */
export function orient(perm: readonly number[], shape: Triple): Orientation {
  const axes = perm.map((axis) => Math.abs(axis) - 1) as unknown as readonly [0 | 1 | 2, 0 | 1 | 2, 0 | 1 | 2];
  const turned = (values: Triple): Triple => [values[axes[0]] ?? 1, values[axes[1]] ?? 1, values[axes[2]] ?? 1];
  const dims = turned(shape);
  const steps = [1, dims[0], dims[0] * dims[1]];
  const strides = [0, 0, 0] as [number, number, number];
  let start = 0;
  axes.forEach((axis, at) => {
    const isBack = (perm[at] ?? 1) < 0;
    strides[axis] = (steps[at] ?? 1) * (isBack ? -1 : 1);
    if (isBack) start += (steps[at] ?? 1) * ((dims[at] ?? 1) - 1);
  });
  const box = (lower: Triple, upper: Triple): { from: Triple; size: Triple } => {
    const edge = (at: 0 | 1 | 2): number =>
      (perm[at] ?? 1) < 0 ? dims[at] - (upper[axes[at]] ?? 0) : (lower[axes[at]] ?? 0);
    const size = turned([upper[0] - lower[0], upper[1] - lower[1], upper[2] - lower[2]]);
    return { from: [edge(0), edge(1), edge(2)], size };
  };
  const fraction = (point: Triple): [number, number, number] => {
    const along = (at: 0 | 1 | 2): number => ((perm[at] ?? 1) < 0 ? 1 - point[axes[at]] : point[axes[at]]);
    return [along(0), along(1), along(2)];
  };
  return { dims, strides, start, turned, fraction, box };
}
