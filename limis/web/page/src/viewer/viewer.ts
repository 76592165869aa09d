/** The stage: four panes over one canvas. */
import { listen } from "./gestures.ts";
import { PaneView } from "./pane.ts";
import { AXES, type Letters, PANES, PLANES, type Pane, type Plane, TITLES, arrange } from "./planes.ts";
import { type Display, type Fraction, Scene } from "./scene.ts";
import { type Preset, type Window, centreOf, dragged, presetsFor, widthOf } from "./windows.ts";

export interface Shown extends Display {
  readonly window: Window;
  readonly presets: Record<string, Window>;
  /** Plane, or "picture", to the letters at its edges. */
  readonly edges: Record<string, Letters>;
}

export interface Look {
  readonly plane: Plane;
  readonly slices: Record<Plane, number>;
  readonly window: Window;
  readonly preset: string | null;
  readonly zoom: number;
}

export class Viewer {
  image: Shown | null = null;
  window: Window = { low: 0, high: 1 };
  preset: string | null = "";
  presets: readonly Preset[] = [];
  only: Pane | null = null;
  plane: Plane = "axial";
  private readonly panes = new Map<Pane, PaneView>();

  private constructor(
    private readonly stage: HTMLElement,
    readonly scene: Scene,
    private readonly onLook: (look: Look) => void,
  ) {}

  /** @param onLook called whenever somebody looks elsewhere */
  static async create(stage: HTMLElement, onLook: (look: Look) => void): Promise<Viewer> {
    const canvas = stage.querySelector("canvas");
    if (!canvas) throw new Error("the stage has no canvas");
    const still = document.createElement("canvas");
    still.className = "still";
    let made: Viewer | null = null;
    const scene = await Scene.create(canvas, still, () => made?.label());
    made = new Viewer(stage, scene, onLook);
    made.build(still);
    return made;
  }

  /** Show another image, in its own window, from the middle. */
  async show(image: Shown): Promise<void> {
    this.image = image;
    this.preset = "";
    this.window = image.window;
    this.only = null;
    this.plane = "axial";
    await this.scene.show(image, image.window);
    this.presets = image.isColour ? [] : presetsFor(image.window, image.presets, this.scene.extent);
    for (const plane of PLANES) {
      this.panes.get(plane)?.setLetters(image.edges[image.kind === "picture" ? "picture" : plane] ?? {});
    }
    this.arrange();
    this.tell();
  }

  /** Show nothing. */
  clear(): void {
    this.image = null;
    for (const view of this.panes.values()) view.setPlace(undefined);
    this.scene.clear();
    this.stands("");
  }

  /** Write down which state of the masks is on the screen. */
  stands(state: string): void {
    this.stage.dataset["state"] = state;
  }

  /** The number of the slice on view in a plane, from 1. */
  slice(plane: Plane): number {
    return Math.min(Math.floor(this.scene.at[AXES[plane]] * this.copied(plane)) + 1, this.count(plane));
  }

  count(plane: Plane): number {
    if (!this.image) return 1;
    return this.scene.orientation.turned(this.image.full)[AXES[plane]];
  }

  /** How many of the image's slices the display copy covers. */
  private copied(plane: Plane): number {
    const { dims, turned } = this.scene.orientation;
    return dims[AXES[plane]] * turned(this.image?.step ?? [1, 1, 1])[AXES[plane]];
  }

  goTo(plane: Plane, number: number): void {
    const of = this.count(plane);
    const within = Math.min(Math.max(Math.round(number), 1), of);
    if (within === this.slice(plane)) return;
    const at: Fraction = [...this.scene.at];
    at[AXES[plane]] = (within - 0.5) / this.copied(plane);
    this.scene.at = at;
    this.tell();
  }

  step(slices: number, plane: Plane = this.plane): void {
    this.goTo(plane, this.slice(plane) + slices);
  }

  zoomTo(zoom: number): void {
    this.scene.zoomTo(zoom);
    this.tell();
  }

  usePreset(name: string): void {
    const found = this.presets.find((preset) => preset.name === name);
    if (found) this.useWindow(found.window, found.name);
  }

  useWindow(window: Window, preset: string | null = null): void {
    this.window = window;
    this.preset = preset;
    this.scene.setWindow(window);
    this.tell();
  }

  /** Show one pane alone, or all again. */
  maximise(pane: Pane | null): void {
    if (!this.image || this.image.kind === "picture") return;
    this.only = pane === this.only ? null : pane;
    if (pane && pane !== "render") this.plane = pane;
    this.arrange();
    if (pane) this.panes.get(pane)?.element.focus({ preventScroll: true });
    this.tell();
  }

  reset(): void {
    this.only = null;
    this.scene.zoomTo(1);
    this.scene.at = [0.5, 0.5, 0.5];
    if (this.image) this.useWindow(this.image.window, "");
    this.arrange();
  }

  setOpacity(opacity: number): void {
    this.scene.opacity = opacity;
    this.scene.draw();
  }

  setOutlined(isOutlined: boolean): void {
    this.scene.outlined = isOutlined;
    this.scene.draw();
  }

  /** Take over a look that somebody else has chosen, e.g. by a sentence. */
  take(look: { plane?: Plane | null; slices?: Partial<Record<Plane, number>>; zoom?: number }): void {
    const at: Fraction = [...this.scene.at];
    for (const plane of PLANES) {
      const number = look.slices?.[plane];
      if (number) at[AXES[plane]] = (number - 0.5) / this.copied(plane);
    }
    this.scene.at = at;
    if (look.zoom && look.zoom !== this.scene.zoom) this.scene.zoomTo(look.zoom);
    if (look.plane && look.plane !== this.plane) {
      this.plane = look.plane;
      if (this.only) this.only = look.plane;
      this.arrange();
    }
  }

  /** Go to a point. */
  lookAt(point: Fraction): void {
    this.scene.at = point;
    this.tell();
  }

  get look(): Look {
    const slices = { axial: this.slice("axial"), coronal: this.slice("coronal"), sagittal: this.slice("sagittal") };
    return { plane: this.plane, slices, window: this.window, preset: this.preset, zoom: this.scene.zoom };
  }

  private build(still: HTMLCanvasElement): void {
    for (const pane of PANES) {
      const view = new PaneView(pane);
      this.panes.set(pane, view);
      if (pane === "render") view.element.prepend(still);
      this.stage.append(view.element);
      this.hear(view);
      view.setPlace(undefined);
    }
  }

  private hear(view: PaneView): void {
    const { pane } = view;
    const plane = pane === "render" ? null : pane;
    view.expand.addEventListener("click", () => this.maximise(pane));
    view.element.addEventListener("focusin", () => plane && this.attend(plane));
    if (plane) view.slider.addEventListener("input", () => this.goTo(plane, Number(view.slider.value)));
    const under = (at: readonly [number, number]): Fraction | null => plane && this.scene.under(plane, at[0], at[1]);
    listen(view, this.stage, {
      point: (at) => {
        const found = under(at);
        if (!found) return;
        this.scene.at = found;
        this.tell();
      },
      scroll: (slices) => plane && this.step(-slices, plane),
      zoom: (factor, about) => {
        if (!plane) return this.scene.scaleRender(factor);
        this.scene.zoomTo(this.scene.zoom * factor, under(about) ?? this.scene.at);
        this.tell();
      },
      pan: (from, to) => {
        const [a, b] = [under(from), under(to)];
        if (a && b) this.scene.pan(a, b);
      },
      turn: (dx, dy) => this.scene.turn(dx, dy),
      window: (dx, dy) => this.image && this.useWindow(dragged(this.window, dx, dy, this.scene.extent)),
      expand: () => this.maximise(pane),
    });
  }

  private attend(plane: Plane): void {
    if (plane === this.plane) return;
    this.plane = plane;
    this.label();
    this.tell();
  }

  private arrange(): void {
    const places = arrange(this.image?.kind ?? "volume", this.only);
    for (const [pane, view] of this.panes) {
      view.setPlace(places[pane]);
      view.setExpanded(this.only === pane);
      view.expand.hidden = this.image?.kind === "picture";
    }
    this.scene.place(places);
  }

  private tell(): void {
    this.onLook(this.look);
  }

  /** Write over the panes what is on view. */
  private label(): void {
    const { image, scene } = this;
    if (!image) return;
    const isPicture = image.kind === "picture";
    for (const plane of PLANES) {
      const view = this.panes.get(plane);
      if (!view || view.element.hidden) continue;
      view.element.classList.toggle("is-active", plane === this.plane && !isPicture);
      view.setTitle(isPicture ? "" : TITLES[plane]);
      view.setSlice(this.slice(plane), this.count(plane), isPicture ? "Picture" : TITLES[plane]);
      const at = scene.crosshair(plane);
      const { offsetLeft, offsetTop } = view.element;
      view.setCross(at && !isPicture ? [at[0] - offsetLeft, at[1] - offsetTop] : null);
      view.setNote(plane === "axial" ? this.note(image) : "");
    }
    this.panes.get("render")?.element.setAttribute("aria-label", "3D view: arrow keys turn it");
  }

  private note(image: Shown): string {
    const zoom = this.scene.zoom === 1 ? "" : `${this.scene.zoom.toFixed(1)}×`;
    if (image.isColour) return zoom;
    const window = `C ${format(centreOf(this.window))}  W ${format(widthOf(this.window))}`;
    return [window, zoom].filter(Boolean).join("   ");
  }
}

const format = (value: number): string =>
  Math.abs(value) >= 10 ? Math.round(value).toLocaleString("en-GB") : value.toPrecision(2);
