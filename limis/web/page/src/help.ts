/** The help: keys, hands, and sentences to begin with. */
import { button, make } from "./dom.ts";
import { HANDS, KEYS } from "./keys.ts";

const SAYINGS = [
  "segment the liver and both kidneys",
  "you missed the lower tip",
  "grow it by 3 mm towards the front",
  "smooth the spleen a little",
  "only the largest component",
  "not the left kidney, the right one",
  "go to slice 42",
  "lung window",
  "how big is it?",
  "save as DICOM SEG",
  "undo",
];

export function openHelp(dialog: HTMLDialogElement, say: (text: string) => void): void {
  dialog.replaceChildren(
    make("h2", { id: "help-title" }, "Keys and sentences"),
    make(
      "div",
      { class: "help-columns" },
      make("div", {}, make("h3", {}, "Keys"), pairs(KEYS.map((key) => [key.shown, key.words] as const))),
      make(
        "div",
        {},
        make("h3", {}, "Mouse and fingers"),
        pairs(HANDS),
        make("h3", {}, "Sentences to begin with"),
        make("ul", { class: "help-sayings" }, ...SAYINGS.map((text) => make("li", {}, saying(dialog, text, say)))),
      ),
    ),
    make("div", { class: "dialog-doors" }, button("Close", { class: "primary" }, () => dialog.close(), "Close")),
  );
  dialog.showModal();
}

function pairs(rows: readonly (readonly [string, string])[]): HTMLElement {
  const cells = rows.flatMap(([key, words]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)]);
  return make("dl", { class: "help-keys" }, ...cells);
}

/** Puts a sentence into the field; it is said when a person says so. */
function saying(dialog: HTMLDialogElement, text: string, say: (text: string) => void): HTMLElement {
  return button(`Write: ${text}`, { class: "saying" }, () => {
    dialog.close();
    say(text);
  }, text);
}
