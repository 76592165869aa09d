/** The list of structures: colour, eye, name, size, and which one is meant when nobody says which. */
import { button, icon, make } from "../dom.ts";
import type { StructureRow } from "../model.ts";

const EYE = ["M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z", "M8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"];
const SHUT = ["M2 7.5s2.2 3.5 6 3.5 6-3.5 6-3.5M4 10l-1 1.8M8 11v2M12 10l1 1.8"];

export interface Wishes {
  show(row: StructureRow, isShown: boolean): void;
  select(row: StructureRow): void;
}

export function drawStructures(list: HTMLElement, rows: readonly StructureRow[], wishes: Wishes): void {
  const focused = list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["key"] : undefined;
  list.replaceChildren(...rows.map((row) => drawRow(row, wishes)));
  if (focused) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function drawRow(row: StructureRow, wishes: Wishes): HTMLLIElement {
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--colour", row.found ? row.colour : "transparent");
  const eye = button(
    `${row.isShown ? "Hide" : "Show"} ${row.title}`,
    { class: "eye", "aria-pressed": String(row.isShown), "data-key": `eye ${row.name}` },
    () => wishes.show(row, !row.isShown),
    icon(...(row.isShown ? EYE : SHUT)),
  );
  eye.disabled = !row.found;
  const name = make(
    "button",
    { type: "button", class: "structure-name", "aria-pressed": String(row.isActive), "data-key": `name ${row.name}` },
    swatch,
    make("span", { class: "structure-title" }, row.title),
    make("span", { class: "structure-size", title: row.reason || null }, row.found ? row.size : row.reason || "not found"),
    row.isActive && make("span", { class: "active-mark" }, "active"),
  );
  name.disabled = !row.found;
  name.addEventListener("click", () => wishes.select(row));
  const classes = ["structure", row.isActive && "is-active", !row.isShown && "is-hidden", !row.found && "is-missing"];
  return make("li", { class: classes.filter(Boolean).join(" ") }, eye, name);
}
