/** One pane of the stage: what stands over the picture, and what a keyboard and a screen reader meet there. */
import { icon, make } from "../dom.ts";
import { type Letters, type Pane, type Place, TITLES } from "./planes.ts";

export class PaneView {
  readonly element: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly expand: HTMLButtonElement;
  private readonly heading = make("div", { class: "pane-title" });
  private readonly title = make("b");
  private readonly count = make("span", { class: "pane-count" });
  private readonly note = make("span", { class: "pane-note" });
  private readonly letters = make("div", { class: "pane-letters", "aria-hidden": "true" });
  private readonly across = make("i", { class: "cross cross-x" });
  private readonly down = make("i", { class: "cross cross-y" });

  constructor(readonly pane: Pane) {
    const title = TITLES[pane];
    this.title.textContent = title;
    this.heading.append(this.title, " ", this.count);
    this.slider = make("input", {
      type: "range",
      class: "pane-slider",
      min: 1,
      max: 1,
      value: 1,
      "aria-label": `${title} slice`,
      "aria-orientation": "vertical",
      tabindex: -1,
    });
    this.slider.hidden = pane === "render";
    this.expand = make("button", { type: "button", class: "pane-expand", tabindex: -1 });
    this.element = make(
      "div",
      { class: `pane pane-${pane}`, "data-pane": pane, tabindex: 0, role: "group" },
      this.across,
      this.down,
      this.heading,
      this.letters,
      this.note,
      this.slider,
      this.expand,
    );
    this.setExpanded(false);
    this.setCross(null);
  }

  setPlace(place: Place | undefined): void {
    this.element.hidden = !place;
    if (!place) return;
    const [left, top, width, height] = place.map((part) => `${part * 100}%`);
    Object.assign(this.element.style, { left, top, width, height });
  }

  /** A picture is no axial slice. */
  setTitle(words: string): void {
    this.title.textContent = words;
    this.heading.hidden = !words;
  }

  setExpanded(isExpanded: boolean): void {
    const says = isExpanded ? "Show all views" : `Show only ${TITLES[this.pane]}`;
    this.expand.title = says;
    this.expand.setAttribute("aria-label", says);
    this.expand.replaceChildren(
      isExpanded ? icon("M6 2v4H2M10 2v4h4M6 14v-4H2M10 14v-4h4") : icon("M2 6V2h4M14 6V2h-4M2 10v4h4M14 10v4h-4"),
    );
  }

  /** The slice on view, from 1; a picture has none. */
  setSlice(number: number, of: number, words: string): void {
    const isStack = of > 1;
    this.slider.max = String(of);
    this.slider.value = String(number);
    this.slider.hidden = !isStack;
    this.count.textContent = isStack ? `${number} / ${of}` : "";
    this.element.setAttribute("aria-label", isStack ? `${words}, slice ${number} of ${of}` : words);
  }

  setNote(words: string): void {
    this.note.textContent = words;
  }

  setLetters(letters: Letters): void {
    this.letters.replaceChildren(
      ...(["top", "bottom", "left", "right"] as const).map((edge) => make("b", { class: `at-${edge}` }, letters[edge] ?? "")),
    );
  }

  /** Where the crosshair is, in pixels of the pane; null for none. */
  setCross(at: readonly [number, number] | null): void {
    this.across.hidden = this.down.hidden = !at;
    if (!at) return;
    this.across.style.top = `${at[1]}px`;
    this.down.style.left = `${at[0]}px`;
  }
}
