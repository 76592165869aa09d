/** NiiVue, kept in hand: one canvas, an image, its label map, and drawing no more than what has changed. */
import { NVImage, Niivue } from "@niivue/niivue";
import { LabelMap } from "./labels.ts";
import { type Orientation, type Triple, orient } from "./orientation.ts";
import { type Pane, type Place, type Plane, SLICE_TYPES } from "./planes.ts";
import type { Window } from "./windows.ts";

export type Fraction = [right: number, anterior: number, superior: number];

type Camera = [right: number, anterior: number, superior: number, zoom: number];

export interface Display {
  readonly kind: "volume" | "picture" | "stack";
  readonly isColour: boolean;
  /** A NIfTI file, not packed. */
  readonly file: ArrayBuffer;
  readonly shape: Triple;
  /** The image's own voxels along the same axes; a rim that fills no step is not in the copy. */
  readonly full: Triple;
  /** Voxels of the image per voxel of the copy. */
  readonly step: Triple;
}

const GHOST = 0.18;
const BLACK = [0.02, 0.022, 0.025, 1];

export class Scene {
  readonly nv: Niivue;
  labels: LabelMap | null = null;
  opacity = 0.45;
  outlined = false;
  azimuth = 200;
  elevation = 12;
  image: Display | null = null;
  orientation: Orientation = orient([1, 2, 3], [1, 1, 1]);
  /** The lowest and the highest value there is. */
  extent: Window = { low: 0, high: 1 };
  private places: Partial<Record<Pane, Place>> = {};
  private crosshairAt: Fraction = [0.5, 0.5, 0.5];
  private camera: Camera = [0, 0, 0, 1];
  private asked = 0;
  private waiting: (() => void)[] = [];
  private isRenderStale = true;
  private areSurfacesStale = true;

  /**
   * @param canvas where everything is drawn
   * @param still where the last picture of the 3D pane is kept, so that scrolling slices costs no ray
   * @param onDrawn called after every drawing
   */
  private constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly still: HTMLCanvasElement,
    private readonly onDrawn: () => void,
  ) {
    this.nv = new Niivue({
      backColor: BLACK,
      crosshairWidth: 0,
      dragAndDropEnabled: false,
      interactive: false,
      isOrientationTextVisible: false,
      isRadiologicalConvention: true,
      loadingText: "",
      logLevel: "error",
      sagittalNoseLeft: true,
      smoothDrawing: 1,
    });
  }

  static async create(canvas: HTMLCanvasElement, still: HTMLCanvasElement, onDrawn: () => void): Promise<Scene> {
    const scene = new Scene(canvas, still, onDrawn);
    await scene.nv.attachToCanvas(canvas);
    new ResizeObserver(() => scene.draw(true)).observe(canvas);
    return scene;
  }

  /** Show another image, without labels. */
  async show(image: Display, window: Window): Promise<void> {
    const { nv } = this;
    for (const old of [...nv.volumes]) nv.removeVolume(old);
    const volume = await NVImage.loadFromUrl({ url: image.file, name: "image.nii", colormap: "gray" });
    this.extent = { low: volume.global_min ?? 0, high: volume.global_max ?? 1 };
    volume.cal_min = window.low;
    volume.cal_max = window.high;
    this.image = image;
    this.orientation = orient(volume.permRAS ?? [1, 2, 3], image.shape);
    nv.opts.isRadiologicalConvention = image.kind !== "picture";
    nv.addVolume(volume);
    this.labels = new LabelMap(nv, this.orientation);
    nv.scene.volScaleMultiplier = 1;
    this.moveTo([0, 0, 0, 1]);
    this.at = [0.5, 0.5, 0.5];
    this.draw(true);
  }

  setWindow(window: Window): void {
    const volume = this.nv.volumes[0];
    if (!volume || this.image?.isColour) return;
    volume.cal_min = window.low;
    volume.cal_max = window.high;
    this.nv.updateGLVolume();
    this.draw(true);
  }

  place(places: Partial<Record<Pane, Place>>): void {
    this.places = places;
    this.draw(true);
  }

  /** Where the crosshair is. */
  get at(): Fraction {
    return this.crosshairAt;
  }

  set at([x, y, z]: Fraction) {
    const within = (value: number): number => Math.min(Math.max(value, 0), 1);
    this.crosshairAt = [within(x), within(y), within(z)];
    Object.assign(this.nv.scene.crosshairPos, this.crosshairAt);
    this.draw();
  }

  /** 1 shows all of a slice. */
  get zoom(): number {
    return this.camera[3];
  }

  /** Zoom the slices about a point of the image, which stays where it is on the screen. */
  zoomTo(zoom: number, about: Fraction = this.at): void {
    const next = Math.min(Math.max(zoom, 0.5), 20);
    const [x, y, z, now] = this.camera;
    const [a, b, c] = this.toMm(about);
    const grown = now - next;
    this.moveTo(Math.abs(next - 1) < 0.01 ? [0, 0, 0, 1] : [x + a * grown, y + b * grown, z + c * grown, next]);
  }

  /** Move the slices so that one point of the image comes to where another was. */
  pan(from: Fraction, to: Fraction): void {
    const [x, y, z, zoom] = this.camera;
    const [a, b] = [this.toMm(from), this.toMm(to)];
    this.moveTo([x + (b[0] - a[0]) * zoom, y + (b[1] - a[1]) * zoom, z + (b[2] - a[2]) * zoom, zoom]);
  }

  turn(azimuth: number, elevation: number): void {
    this.azimuth = (this.azimuth + azimuth) % 360;
    this.elevation = Math.min(Math.max(this.elevation + elevation, -90), 90);
    this.draw(true);
  }

  scaleRender(factor: number): void {
    this.nv.scene.volScaleMultiplier = Math.min(Math.max(this.nv.scene.volScaleMultiplier * factor, 0.5), 4);
    this.draw(true);
  }

  /** The labels have changed; resolves when that is on the screen. */
  relabelled(): Promise<void> {
    this.areSurfacesStale = true;
    this.draw(true);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Show nothing. */
  clear(): void {
    for (const old of [...this.nv.volumes]) this.nv.removeVolume(old);
    this.image = this.labels = null;
    this.nv.drawScene();
  }

  /** The point of the image under a point of the canvas, in a pane that shows a plane. */
  under(plane: Plane, x: number, y: number): Fraction | null {
    const tile = this.nv.screenSlices.findIndex((slice) => slice.axCorSag === SLICE_TYPES[plane]);
    if (tile < 0) return null;
    const found = this.nv.screenXY2TextureFrac(x * this.ratio, y * this.ratio, tile, false);
    return found[0] === -1 && found[1] === -1 ? null : [found[0] ?? 0, found[1] ?? 0, found[2] ?? 0];
  }

  /** Where the crosshair is on the canvas, in a pane. */
  crosshair(plane: Plane): [x: number, y: number] | null {
    const found = this.nv.frac2canvasPosWithTile(this.nv.scene.crosshairPos, SLICE_TYPES[plane]);
    return found && [(found.pos[0] ?? 0) / this.ratio, (found.pos[1] ?? 0) / this.ratio];
  }

  /** Draw before the next frame; what was asked for several times is drawn once. */
  draw(renderToo = false): void {
    this.isRenderStale ||= renderToo;
    this.asked ||= requestAnimationFrame(() => {
      this.asked = 0;
      this.drawNow();
    });
  }

  private moveTo(camera: Camera): void {
    this.camera = camera;
    Object.assign(this.nv.scene.pan2Dxyzmm, camera);
    this.draw();
  }

  /** The millimetres that NiiVue's camera counts in. */
  private toMm(fraction: Fraction): Fraction {
    const [x, y, z] = this.nv.frac2mm(fraction);
    return [x ?? 0, y ?? 0, z ?? 0];
  }

  private get ratio(): number {
    return this.nv.uiData.dpr || 1;
  }

  private drawNow(): void {
    const { nv } = this;
    if (!this.image) {
      for (const resolve of this.waiting.splice(0)) resolve();
      return;
    }
    const { render, ...slices } = this.places;
    if (render && this.isRenderStale) this.drawRender(render);
    nv.drawOpacity = this.outlined ? 0.004 : this.opacity;
    nv.drawRimOpacity = this.outlined ? 1 : Math.min(1, this.opacity + 0.3);
    nv.customLayout = Object.entries(slices).map(([pane, position]) => ({
      sliceType: SLICE_TYPES[pane as Plane],
      position,
    }));
    if (nv.customLayout.length) nv.drawScene();
    this.onDrawn();
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** Cast the rays, and keep the picture. */
  private drawRender(place: Place): void {
    const { nv, still } = this;
    const hasLabels = this.labels !== null && !this.labels.isEmpty;
    if (this.areSurfacesStale && hasLabels) this.labels?.smooth();
    nv.scene.renderAzimuth = this.azimuth;
    nv.scene.renderElevation = this.elevation;
    nv.drawOpacity = hasLabels ? 1 : 0;
    nv.renderShader?.use(nv.gl);
    nv.gl.uniform1f(nv.renderShader?.uniforms["backOpacity"] ?? null, hasLabels ? GHOST : 1);
    nv.customLayout = [{ sliceType: SLICE_TYPES.render, position: place }];
    nv.drawScene();
    const [left, top, width, height] = place;
    const { width: w, height: h } = this.canvas;
    still.width = Math.round(width * w);
    still.height = Math.round(height * h);
    still.getContext("2d")?.drawImage(this.canvas, left * w, top * h, width * w, height * h, 0, 0, still.width, still.height);
    this.isRenderStale = this.areSurfacesStale = false;
  }
}
