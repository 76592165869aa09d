/** The bar above the picture: window, overlay, contours. */
import { byId, make } from "./dom.ts";
import type { Look, Viewer } from "./viewer/viewer.ts";

const OWN = "custom";

export class Toolbar {
  private readonly window = byId<HTMLSelectElement>("window");
  private readonly opacity = byId<HTMLInputElement>("opacity");
  private readonly contour = byId<HTMLButtonElement>("contour");

  constructor(private readonly viewer: Viewer) {
    this.window.addEventListener("change", () => viewer.usePreset(this.window.value));
    this.opacity.addEventListener("input", () => viewer.setOpacity(Number(this.opacity.value) / 100));
    this.contour.addEventListener("click", () => this.toggleContours());
    byId("reset").addEventListener("click", () => viewer.reset());
    viewer.setOpacity(Number(this.opacity.value) / 100);
  }

  /** The presets of another image. */
  fill(): void {
    const { presets } = this.viewer;
    this.window.replaceChildren(
      ...presets.map(({ name, label }) => make("option", { value: name }, label)),
      make("option", { value: OWN, disabled: true, hidden: true }, "Own"),
    );
    byId("window-field").hidden = presets.length === 0;
  }

  shows(look: Look): void {
    this.window.value = look.preset ?? OWN;
  }

  nextWindow(): void {
    const { presets, preset } = this.viewer;
    const at = presets.findIndex(({ name }) => name === preset);
    const next = presets[(at + 1) % Math.max(presets.length, 1)];
    if (next) this.viewer.usePreset(next.name);
  }

  changeOpacity(change: number): void {
    this.opacity.value = String(Number(this.opacity.value) + change);
    this.viewer.setOpacity(Number(this.opacity.value) / 100);
  }

  toggleContours(): void {
    const isOn = this.contour.getAttribute("aria-pressed") !== "true";
    this.contour.setAttribute("aria-pressed", String(isOn));
    this.viewer.setOutlined(isOn);
  }
}
