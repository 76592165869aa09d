/** How an image comes in: dropped, chosen, from the server's folders, or a conversation taken up again. */
import { byId, make } from "./dom.ts";
import type { Chosen } from "./drop.ts";
import type { Api, Opening, Origin } from "./wire/api.ts";
import type { FileRow, SessionRow, Work } from "./wire/types.ts";

const AT_ONCE = 4;

/** Send files as one upload: an image, or the files of a series. */
export async function upload(api: Api, files: readonly Chosen[], progress: (work: Work) => void): Promise<Origin> {
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const sent = files.map(() => 0);
  const step = files.length === 1 ? "sending the file" : `sending ${files.length} files`;
  const send = (at: number, to: string | null): Promise<string> => {
    const chosen = files[at] as Chosen;
    const name = chosen.path.replaceAll("/", "-");
    return api.upload(chosen.file, name, to, (bytes) => {
      sent[at] = bytes;
      progress({ step, done: sent.reduce((sum, part) => sum + part, 0), total });
    });
  };
  const name = await send(0, null);
  let next = 1;
  const worker = async (): Promise<void> => {
    while (next < files.length) await send(next++, name);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { upload: name };
}

/** Whether files look like a mask, from their names; a person decides. */
export const seemsMask = (files: readonly Chosen[]): boolean =>
  files.length === 1 && /(mask|label|seg|gt|annot|roi)/i.test(files[0]?.path ?? "");

/** Ask what dropped files are to an image that is open; null where nobody wants them. */
export function askWhat(dialog: HTMLDialogElement, files: readonly Chosen[]): Promise<"image" | "mask" | null> {
  const names = files.length === 1 ? (files[0]?.path ?? "") : `${files.length} files`;
  const likely = seemsMask(files) ? "mask" : "image";
  const choice = (value: string, words: string): HTMLButtonElement =>
    make("button", { value, class: value === likely ? "primary" : "plain", autofocus: value === likely }, words);
  dialog.replaceChildren(
    make("h2", { id: "help-title" }, `What is ${names}?`),
    make("p", {}, "A mask starts the conversation about the open image anew, with what the mask shows."),
    make(
      "form",
      { method: "dialog", class: "dialog-doors" },
      choice("", "Neither"),
      choice("mask", "A mask of this image"),
      choice("image", "Another image"),
    ),
  );
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve((dialog.returnValue || null) as "image" | "mask" | null), { once: true });
    dialog.returnValue = "";
  });
}

export interface Doors {
  open(opening: Opening): void;
  resume(id: string): void;
}

/** The list under the drop zone: conversations to take up again, and what lies in the server's folders. */
export async function listKnown(api: Api, doors: Doors): Promise<void> {
  const place = byId("known");
  place.hidden = true; // a click on a row that is about to be drawn anew would be lost
  const [sessions, top] = await Promise.all([api.sessions(), api.files("")]);
  const [first, ...others] = top.entries;
  const files = first?.folder && !others.length ? await api.files(first.path) : top;
  const folders = make("div", {});
  place.replaceChildren(drawSessions(sessions, doors), folders);
  drawFiles(folders, files.entries, null, api, doors);
  place.hidden = !sessions.length && !files.entries.length;
}

function drawSessions(rows: readonly SessionRow[], doors: Doors): HTMLElement | string {
  if (!rows.length) return "";
  const items = rows.slice(0, 20).map((row) =>
    item(row.image || row.id, `${row.modality ?? ""} ${count(row.turns, "turn")} · ${row.used.slice(0, 16).replace("T", " ")}`, () =>
      doors.resume(row.id),
    ),
  );
  return make("section", {}, make("h3", {}, "Go on with"), make("ul", {}, ...items));
}

function drawFiles(place: HTMLElement, rows: readonly FileRow[], above: string | null, api: Api, doors: Doors): void {
  if (!rows.length && above === null) return;
  const enter = async (path: string, back: string | null): Promise<void> => {
    drawFiles(place, (await api.files(path)).entries, back, api, doors);
  };
  const items = rows.map((row) =>
    row.folder
      ? item(`${row.name}/`, "folder", () => void enter(row.path, ""))
      : item(row.name, "", () => doors.open({ path: row.path })),
  );
  if (above !== null) items.unshift(item("‹ all folders", "", () => void enter("", null)));
  place.replaceChildren(make("h3", {}, "On this server"), make("ul", {}, ...items));
}

function item(words: string, more: string, go: () => void): HTMLLIElement {
  const door = make("button", { type: "button" }, words, make("small", {}, more.trim()));
  door.addEventListener("click", go);
  return make("li", {}, door);
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
