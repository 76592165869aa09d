/** One conversation about one image: what is said goes to the server, and what the server says is shown. */
import type { Model, StructureRow, TurnRow } from "./model.ts";
import type { Fraction } from "./viewer/scene.ts";
import type { Triple } from "./viewer/orientation.ts";
import { onCard } from "./viewer/labels.ts";
import { around } from "./viewer/windows.ts";
import type { Look, Viewer } from "./viewer/viewer.ts";
import type { Api } from "./wire/api.ts";
import type { Command } from "./wire/commands.ts";
import { Live } from "./wire/live.ts";
import type { BoxOut, EventOut, LookOut, SaidOut, SessionOut, Standing, TurnOut, Understood, Work } from "./wire/types.ts";
import { changeOf, rowOf, titleOf } from "./words.ts";

const LOOKS = new Set(["goto_slice", "step", "view", "window", "zoom"]);
const LOOK_AFTER_MS = 250;

export class Session {
  private live: Live | null = null;
  private readonly heard = new Map<number, TurnOut>();
  private readonly taken = new Map<number, Promise<void>>();
  private taking: Promise<void> = Promise.resolve();
  private isOver = false;
  private labelState: string | null = null;
  private painting: Promise<void> = Promise.resolve();
  private lookTimer = 0;
  private lookWaits: Look | null = null;
  private lookKept = "";
  private lookTold: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: Api,
    private readonly model: Model,
    private readonly viewer: Viewer,
    readonly about: SessionOut,
    private readonly attempt: (deed: Promise<unknown>) => void,
  ) {}

  get id(): string {
    return this.about.id;
  }

  /** Show the image and what is known, and listen from now on. */
  async begin(progress: (work: Work) => void): Promise<void> {
    const { image } = this.about;
    const file = await this.api.display(image.display.url, progress);
    progress({ step: "drawing", done: 0, total: 0 });
    const toWindow = ({ center, width }: { center: number; width: number }) => around(center, width);
    await this.viewer.show({
      kind: image.kind,
      isColour: image.colour,
      file,
      shape: image.display.shape,
      step: image.display.step,
      full: image.kind === "picture" ? [image.shape[1] ?? 1, image.shape[0] ?? 1, 1] : (image.shape as unknown as Triple),
      window: toWindow(image.window),
      presets: Object.fromEntries(Object.entries(image.presets).map(([name, window]) => [name, toWindow(window)])),
      edges: image.edges,
    });
    this.model.set({ session: this.id, turns: [], sent: [], work: null });
    this.stands(this.about, this.about.turns);
    this.lookWhere(this.about);
    await this.repaint();
    addEventListener("pagehide", this.tellLook);
    this.live = new Live(this.api, this.id, {
      opened: () => this.attempt(this.catchUp()),
      heard: (event) => this.attempt(this.hear(event)),
      stands: (connection) => this.model.set({ connection }),
    });
  }

  end(): void {
    this.isOver = true;
    removeEventListener("pagehide", this.tellLook);
    clearTimeout(this.lookTimer);
    this.live?.close();
  }

  async say(text: string): Promise<void> {
    const question = this.model.state.pending?.question;
    await this.sending(text, () => this.api.say(this.id, text, question));
  }

  async apply(commands: readonly Command[], text: string): Promise<void> {
    const question = this.model.state.pending?.question;
    await this.sending(text, () => this.api.apply(this.id, commands, text, question));
  }

  /** Have a recording carried out; gives back the answer. */
  async speak(recording: Blob, show: (understood: Understood) => void): Promise<string> {
    let reply = "";
    await this.sending("(spoken)", async () => {
      const turn = await this.api.hear(this.id, recording, show);
      reply = turn.reply;
      return turn;
    });
    return reply;
  }

  async undo(count = 1): Promise<void> {
    await this.sending("undo", () => this.api.goBack(this.id, count));
  }

  async redo(count = 1): Promise<void> {
    await this.sending("redo", () => this.api.goForth(this.id, count));
  }

  async stop(): Promise<void> {
    await this.api.cancel(this.id);
  }

  show(row: StructureRow, isShown: boolean): Promise<void> {
    const op = isShown ? "show" : "hide";
    return this.apply([{ op, targets: [targetOf(row)] }], `${op} the ${row.title}`);
  }

  select(row: StructureRow): Promise<void> {
    return this.apply([{ op: "select", targets: [targetOf(row)] }], `work on the ${row.title}`);
  }

  /** Somebody looks elsewhere: "this slice" has to mean what is on view. */
  looked(look: Look): void {
    this.lookWaits = look;
    this.lookSoon();
  }

  private lookSoon(): void {
    clearTimeout(this.lookTimer);
    this.lookTimer = window.setTimeout(() => (this.model.state.work ? this.lookSoon() : void this.keepLook()), LOOK_AFTER_MS);
  }

  /** Tell the server where somebody looks, after what was told before; done when the server knows it. */
  private keepLook(): Promise<void> {
    this.lookTold = this.lookTold.then(this.tellLook);
    return this.lookTold;
  }

  /** The same at once, also when the page goes. */
  private readonly tellLook = async (): Promise<void> => {
    const look = this.lookWaits;
    this.lookWaits = null;
    if (!look || this.about.image.kind === "picture") return;
    const told = { plane: look.plane, slices: look.slices, zoom: Math.min(Math.max(look.zoom, 1), 16) };
    const words = JSON.stringify(told);
    if (words === this.lookKept) return;
    this.lookKept = words;
    await this.api.look(this.id, told).catch(() => undefined);
  };

  private async sending(text: string, send: () => Promise<TurnOut>): Promise<void> {
    clearTimeout(this.lookTimer);
    this.model.set({ sent: [...this.model.state.sent, text] });
    try {
      await this.keepLook();
      await this.take(await send());
    } finally {
      const { sent } = this.model.state;
      const at = sent.indexOf(text);
      this.model.set({ sent: sent.filter((_, index) => index !== at), ...(sent.length === 1 ? { work: null } : {}) });
    }
  }

  private async hear(event: EventOut): Promise<void> {
    if (event.event === "progress") {
      this.model.set({ work: { step: event.step, done: event.done, total: event.total } });
    } else if (event.event === "hello" && !event.busy) this.model.set({ work: null });
    else if (event.event === "turn") {
      if (this.model.state.sent.length <= 1) this.model.set({ work: null });
      await this.take(event.turn);
    }
  }

  /** A turn has come, over one wire or the other, or over both: it is shown once, after those before it. */
  private take(turn: TurnOut): Promise<void> {
    const known = this.taken.get(turn.turn);
    if (known) return known;
    this.taking = this.taking.catch(() => undefined).then(() => this.tell(turn));
    this.taken.set(turn.turn, this.taking);
    return this.taking;
  }

  private async tell(turn: TurnOut): Promise<void> {
    this.heard.set(turn.turn, turn);
    const said = await this.api.turns(this.id);
    this.stands(turn, said);
    if (turn.resolved.some(({ op }) => LOOKS.has(op))) this.look(turn.look);
    const added = turn.changes.find(({ kind }) => kind === "added");
    this.lookAt(added?.box);
    await this.repaint();
  }

  /** After a connection was lost: whatever has happened meanwhile is the truth. */
  private async catchUp(): Promise<void> {
    const now = await this.api.session(this.id);
    this.stands(now, now.turns);
    if (!now.busy) this.model.set({ work: null });
    await this.repaint();
  }

  private stands(standing: Standing, said: readonly SaidOut[]): void {
    this.model.set({
      structures: standing.structures.map(rowOf),
      turns: said.map((one) => turnOf(one, this.heard.get(one.turn))),
      position: standing.position,
      pending: standing.pending,
    });
  }

  /** Fetch what has changed of the labels, one after the other, and draw it. */
  private repaint(): Promise<void> {
    this.painting = this.painting.catch(() => undefined).then(async () => {
      const { labels } = this.viewer.scene;
      if (!labels || this.isOver) return;
      const news = await this.api.labels(this.id, this.labelState);
      if (this.isOver) return;
      this.labelState = news.state;
      if (news.box) labels.write(news.box[0], news.box[1], news.runs);
      const rows = this.model.state.structures.filter((row) => row.found && row.label);
      labels.colour(rows.map((row) => [onCard(row.label), row.colour] as const));
      labels.hide(rows.filter((row) => !row.isShown).map((row) => onCard(row.label)));
      await this.viewer.scene.relabelled();
      if (this.isOver) return;
      this.viewer.stands(news.state);
    });
    return this.painting;
  }

  /** What the server has on view is on view from now on, wherever somebody looked meanwhile. */
  private look(look: LookOut): void {
    this.lookWaits = null;
    this.lookKept = "";
    this.viewer.take(look);
    if (typeof look.window === "string") this.viewer.usePreset(look.window);
    else if (look.window) this.viewer.useWindow(around(look.window[0], look.window[1]));
  }

  /** Where somebody looked last, else at what there is. */
  private lookWhere({ look, structures }: SessionOut): void {
    const first = structures.find(({ active }) => active) ?? structures.find(({ found }) => found);
    if (!Object.keys(look.slices).length) this.lookAt(first?.boxes[0]);
    this.look(look);
  }

  /** Bring the middle of a box into view. */
  private lookAt(box: BoxOut | null | undefined): void {
    if (!box || this.about.image.kind === "picture") return;
    const { display } = this.about.image;
    const middle = ([0, 1, 2] as const).map((axis) => {
      const copied = display.shape[axis] * display.step[axis];
      return ((box[0][axis] ?? 0) + (box[1][axis] ?? 0)) / 2 / copied;
    }) as Fraction;
    this.viewer.lookAt(this.viewer.scene.orientation.fraction(middle));
  }
}

function turnOf(one: SaidOut, heard: TurnOut | undefined): TurnRow {
  const outcomes = heard?.outcomes ?? [];
  return {
    number: one.turn,
    said: one.text,
    reply: one.reply,
    commands: one.commands,
    changes: one.changes.map(changeOf).filter(Boolean),
    position: one.position,
    isReachable: one.reachable,
    isRefused: heard !== undefined && outcomes.every(({ status }) => status === "refused"),
  };
}

const targetOf = (row: StructureRow) => ({
  concept: row.concept,
  ...(row.side ? { side: row.side } : {}),
  text: titleOf(row.name),
});
