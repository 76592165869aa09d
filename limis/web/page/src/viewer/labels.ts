/**
 * The label map on the graphics card: NiiVue draws it over every slice and as surfaces in 3D.
 *
 * NiiVue keeps a drawing as one texture of the image's grid, turned like the image. A delta touches only its box: no
 * byte of the rest travels to the card again.
 */
import type { Niivue } from "@niivue/niivue";
import type { Orientation, Triple } from "./orientation.ts";

const DRAWING = 33991; // TEXTURE7, where NiiVue's shaders look for it
const LABELS = 256;

interface Region {
  readonly from: Triple;
  readonly size: Triple;
}

export class LabelMap {
  /** Voxels as the card has them: right fastest, then anterior; 0 is nothing. */
  readonly voxels: Uint8Array;
  private readonly dims: Triple;
  private hidden = new Set<number>();

  constructor(
    private readonly nv: Niivue,
    private readonly orientation: Orientation,
  ) {
    this.dims = orientation.dims;
    this.voxels = new Uint8Array(this.dims[0] * this.dims[1] * this.dims[2]);
    nv.drawTexture = nv.r8Tex(nv.drawTexture, DRAWING, [3, ...this.dims], true);
    nv.drawBitmap = new Uint8Array(9); // NiiVue only asks whether there is one
    this.colour([]);
  }

  get isEmpty(): boolean {
    return !this.voxels.some((value) => value !== 0);
  }

  /** How many voxels carry a label. */
  count(label: number): number {
    let found = 0;
    for (const value of this.voxels) if (value === label) found++;
    return found;
  }

  /**
   * Write a box of labels and send it to the card.
   *
   * @param lower, upper half-open corners on the display copy's own axes
   * @param runs value, length, value, length … over the box, first axis fastest
   */
  write(lower: Triple, upper: Triple, runs: readonly number[]): void {
    const labels = expand(runs, (upper[0] - lower[0]) * (upper[1] - lower[1]) * (upper[2] - lower[2]));
    const [a, b, c] = this.orientation.strides;
    let read = 0;
    for (let k = lower[2]; k < upper[2]; k++) {
      for (let j = lower[1]; j < upper[1]; j++) {
        let at = this.orientation.start + lower[0] * a + j * b + k * c;
        for (let i = lower[0]; i < upper[0]; i++, at += a) this.voxels[at] = labels[read++] ?? 0;
      }
    }
    this.send(this.orientation.box(lower, upper));
  }

  /** Leave labels out of sight, in slices and in 3D. */
  hide(labels: Iterable<number>): void {
    const wanted = new Set(labels);
    if (wanted.size === this.hidden.size && [...wanted].every((label) => this.hidden.has(label))) return;
    this.hidden = wanted;
    this.send({ from: [0, 0, 0], size: this.dims });
  }

  /** Colour of every label, from 1: `#rrggbb`. */
  colour(colours: Iterable<readonly [label: number, colour: string]>): void {
    const lut = new Uint8ClampedArray(LABELS * 4);
    for (const [label, colour] of colours) {
      const rgb = Number.parseInt(colour.slice(1), 16);
      lut.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255], label * 4);
    }
    this.nv.drawLut = { lut, labels: [] };
    this.nv.refreshColormaps();
  }

  /** Smooth the surfaces that 3D shows; this goes over all of the volume, so only when 3D is drawn. */
  smooth(): void {
    this.nv.blurDrawingGL([3, ...this.dims]);
  }

  private send(region: Region): void {
    const { gl } = this.nv;
    const [nx, ny] = this.dims;
    gl.activeTexture(DRAWING);
    gl.bindTexture(gl.TEXTURE_3D, this.nv.drawTexture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, nx);
    gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, ny);
    const [x, y, z] = region.from;
    const [w, h, d] = region.size;
    const shown = this.shown(region);
    const base = shown === this.voxels ? z * nx * ny : 0;
    gl.texSubImage3D(gl.TEXTURE_3D, 0, x, y, z, w, h, d, gl.RED, gl.UNSIGNED_BYTE, shown, base + y * nx + x);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
    gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, 0);
  }

  /** The slices of a region without what is hidden. */
  private shown(region: Region): Uint8Array {
    if (!this.hidden.size) return this.voxels;
    const slice = this.dims[0] * this.dims[1];
    const copy = this.voxels.slice(region.from[2] * slice, (region.from[2] + region.size[2]) * slice);
    for (let at = 0; at < copy.length; at++) if (this.hidden.has(copy[at] ?? 0)) copy[at] = 0;
    return copy;
  }
}

function expand(runs: readonly number[], count: number): Uint8Array {
  const labels = new Uint8Array(count);
  let at = 0;
  for (let run = 0; run + 1 < runs.length; run += 2) {
    const [value = 0, length = 0] = [runs[run], runs[run + 1]];
    if (value) labels.fill(onCard(value), at, at + length);
    at += length;
  }
  return labels;
}

/** A label as the card holds it: 1 to 255. */
export const onCard = (label: number): number => ((label - 1) % (LABELS - 1)) + 1;
