/** The page of `limis serve`: puts its parts together. */
import { byId } from "./dom.ts";
import { type Chosen, acceptChoice, acceptDrops } from "./drop.ts";
import { openHelp } from "./help.ts";
import { listenToKeys } from "./keys.ts";
import { Model } from "./model.ts";
import { askWhat, listKnown, upload } from "./opening.ts";
import { hideProblem, showProblem } from "./problems.ts";
import { Session } from "./session.ts";
import { drawStructures } from "./side/structures.ts";
import { drawTalk } from "./side/talk.ts";
import { askToken } from "./token.ts";
import { Toolbar } from "./toolbar.ts";
import { Viewer } from "./viewer/viewer.ts";
import { Api, type Opening, type Origin, Refused } from "./wire/api.ts";
import type { SessionOut, Work } from "./wire/types.ts";
import { Voice } from "./voice/voice.ts";
import { factsOf } from "./words.ts";

const CONNECTIONS = { closed: "", connecting: "connecting", open: "connected", lost: "connection lost, trying again" };

const api = new Api();
const model = new Model();
const field = byId<HTMLInputElement>("say");
const dialog = byId<HTMLDialogElement>("help");
let session: Session | null = null;
let toolbar: Toolbar | null = null;

const viewer = await Viewer.create(byId("stage"), (look) => {
  toolbar?.shows(look);
  session?.looked(look);
});
toolbar = new Toolbar(viewer);

/** Do something that may be refused; whoever asked sees why. */
function attempt(deed: Promise<unknown> | undefined): void {
  hideProblem();
  deed?.catch((error: unknown) => {
    if (error instanceof Refused && error.problem.status === 401) askToken(api, start);
    else showProblem(error);
  });
}

/** The same for what nobody has asked for: that the server is away is said in the corner already. */
function inBackground(deed: Promise<unknown>): void {
  deed.catch((error: unknown) => {
    if (!(error instanceof Refused) || error.problem.status !== 0) showProblem(error);
  });
}

function loading(work: Work | null): void {
  byId("loading").hidden = !work;
  if (work) draw(work, "loading-words", "loading-bar");
}

function draw(work: Work, words: string, bar: string): void {
  const progress = byId<HTMLProgressElement>(bar);
  byId(words).textContent = work.step;
  if (work.total > 0) progress.value = work.done / work.total;
  else progress.removeAttribute("value");
}

const voice = new Voice({
  speak: async (recording, show) => (await session?.speak(recording, show)) ?? "",
  attempt,
});

async function open(opening: Opening): Promise<void> {
  try {
    loading({ step: "opening", done: 0, total: 0 });
    const begun = await api.open(opening, loading);
    sessionStorage.setItem(`limis-origin-${begun.id}`, JSON.stringify({ path: opening.path, upload: opening.upload }));
    await take(begun);
  } finally {
    loading(null);
  }
}

async function resume(id: string): Promise<void> {
  try {
    loading({ step: "opening", done: 0, total: 0 });
    await take(await api.session(id));
  } finally {
    loading(null);
  }
}

async function take(about: SessionOut): Promise<void> {
  session?.end();
  session = new Session(api, model, viewer, about, inBackground);
  byId("empty").hidden = true;
  byId("about-name").textContent = about.image.name || "Image";
  byId("about-facts").textContent = factsOf(about.image);
  byId("models").textContent = [about.models, about.notice].filter(Boolean).join(" · ");
  document.title = `${about.image.name} · limis`;
  history.replaceState(null, "", `#session=${about.id}`);
  await session.begin(loading);
  toolbar?.fill();
  toolbar?.shows(viewer.look);
  field.disabled = byId<HTMLButtonElement>("send").disabled = false;
  if (!matchMedia("(pointer: coarse)").matches) field.focus(); // a finger would get a keyboard over half of the image
}

async function takeFiles(files: readonly Chosen[]): Promise<void> {
  const as = session ? await askWhat(dialog, files) : "image";
  if (!as) return;
  const origin = session && (JSON.parse(sessionStorage.getItem(`limis-origin-${session.id}`) ?? "null") as Origin | null);
  if (as === "mask" && !origin) {
    throw new Refused({ code: "Page", status: 0, what: "this image was opened elsewhere", expected: "", got: "", next_step: "Open it here, then drop the mask again" });
  }
  try {
    const sent = await upload(api, files, loading);
    await open(as === "mask" && origin ? { ...origin, masks: [sent] } : sent);
  } finally {
    loading(null);
  }
}

function say(text: string): void {
  if (!session || !text.trim()) return;
  attempt(session.say(text.trim()));
}

async function start(): Promise<void> {
  voice.serverHears((await api.health()).voice);
  const hash = new URLSearchParams(location.hash.slice(1));
  const [id, path] = [hash.get("session"), hash.get("open")];
  if (path) await open({ path });
  else if (id) {
    await resume(id).catch((error: unknown) => {
      history.replaceState(null, "", location.pathname);
      throw error;
    });
  } else await showKnown();
}

/** Take the masks home: all of them as one archive. */
async function download(): Promise<void> {
  if (!session) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await api.export(session.id));
  link.download = `${session.about.image.name.split(".")[0] || "limis"}-masks.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Back to the list, with nothing open. */
async function leave(): Promise<void> {
  session?.end();
  session = null;
  viewer.clear();
  model.set({ session: null, structures: [], turns: [], sent: [], pending: null, work: null, position: 0 });
  field.disabled = byId<HTMLButtonElement>("send").disabled = true;
  byId("window-field").hidden = true;
  byId("empty").hidden = false;
  byId("about-name").textContent = "No image";
  byId("about-facts").textContent = byId("models").textContent = "";
  document.title = "limis";
  history.replaceState(null, "", location.pathname);
  await showKnown();
  byId("pick-files").focus();
}

const showKnown = (): Promise<void> =>
  listKnown(api, { open: (opening) => attempt(open(opening)), resume: (known) => attempt(resume(known)) });

model.listen((state, changed) => {
  if (changed.has("structures")) {
    const rows = state.structures;
    drawStructures(byId("structures"), rows, {
      show: (row, isShown) => attempt(session?.show(row, isShown)),
      select: (row) => attempt(session?.select(row)),
    });
    byId("structures-none").hidden = rows.length > 0;
    byId("download").hidden = !rows.some((row) => row.found);
  }
  if (changed.has("turns") || changed.has("sent") || changed.has("pending")) {
    drawTalk(byId("log"), state, {
      undo: (count) => attempt(session?.undo(count)),
      redo: (count) => attempt(session?.redo(count)),
      choose: (index) => attempt(session?.apply([{ op: "choose", index }], `number ${index}`)),
      say,
    });
  }
  if (changed.has("work")) {
    byId("work").hidden = !state.work;
    if (state.work) draw(state.work, "work-words", "work-bar");
  }
  if (changed.has("session")) voice.open(state.session !== null);
  if (changed.has("connection")) {
    byId("connection").dataset["is"] = state.connection;
    byId("connection").textContent = CONNECTIONS[state.connection];
  }
});

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  say(field.value);
  field.value = "";
});
byId("stop").addEventListener("click", () => attempt(session?.stop()));
byId("download").addEventListener("click", () => attempt(download()));
byId("open").addEventListener("click", () => (session ? attempt(leave()) : byId("files").click()));
byId("pick-files").addEventListener("click", () => byId("files").click());
byId("pick-folder").addEventListener("click", () => byId("folder").click());
byId("help-button").addEventListener("click", help);
byId("theme").addEventListener("click", () => {
  const isLight = document.documentElement.dataset["theme"] !== "light";
  document.documentElement.dataset["theme"] = isLight ? "light" : "dark";
  byId("theme").setAttribute("aria-pressed", String(isLight));
});
acceptChoice(byId<HTMLInputElement>("files"), (files) => attempt(takeFiles(files)));
acceptChoice(byId<HTMLInputElement>("folder"), (files) => attempt(takeFiles(files)));
acceptDrops(
  document.body,
  (isOver) => {
    byId("veil").hidden = !isOver;
    byId("veil-words").textContent = session ? "Drop a mask or another image" : "Drop to open";
  },
  (files) => attempt(takeFiles(files)),
);

function help(): void {
  openHelp(dialog, (text) => {
    field.value = text;
    field.focus();
  });
}

const active = () => model.state.structures.find((row) => row.isActive);

listenToKeys({
  viewer,
  help,
  focusField: () => field.focus(),
  talk: (key) => voice.holdKey(key),
  stop: () => {
    if (voice.drop()) return;
    if (model.state.work) attempt(session?.stop());
    else if (document.activeElement === field) document.querySelector<HTMLElement>(".pane.is-active, .pane:not([hidden])")?.focus();
  },
  undo: () => attempt(session?.undo()),
  redo: () => attempt(session?.redo()),
  opacity: (change) => toolbar?.changeOpacity(change),
  contours: () => toolbar?.toggleContours(),
  nextWindow: () => toolbar?.nextWindow(),
  structure: (step) => {
    const rows = model.state.structures.filter((row) => row.found);
    const at = rows.findIndex((row) => row.isActive);
    const next = rows[(at + step + rows.length) % Math.max(rows.length, 1)];
    if (next) attempt(session?.select(next));
  },
  toggleStructure: () => {
    const row = active();
    if (row) attempt(session?.show(row, !row.isShown));
  },
});

document.documentElement.dataset["ready"] = "";
attempt(start());
