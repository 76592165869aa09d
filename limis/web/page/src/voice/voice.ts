/** Hold to talk: a button, the space bar or a pedal. What was understood is shown before it is done. */
import { byId, make } from "../dom.ts";
import { drawChips } from "../side/talk.ts";
import type { Understood } from "../wire/types.ts";
import { Aloud } from "./aloud.ts";
import { Recording } from "./microphone.ts";

const LONGEST_MS = 30_000; // the server listens to no more
const TITLE = "Hold to talk (hold Space)";
const NO_EXTRA = 'This server cannot hear: it needs pip install "limis[voice]"';
const NO_MICROPHONE = "The browser gives no microphone to this address: https or this machine's own name is needed";
const DENIED = "The browser was told not to give the microphone: allow it beside the address";

type State = "idle" | "opening" | "recording" | "understanding";

export interface Mouth {
  /** Have a recording carried out; gives back the answer. */
  speak(recording: Blob, show: (understood: Understood) => void): Promise<string>;
  attempt(deed: Promise<unknown>): void;
}

export class Voice {
  private readonly button = byId<HTMLButtonElement>("talk-button");
  private readonly shown = byId("heard");
  private readonly aloud = new Aloud();
  private state: State = "idle";
  private recording: Recording | null = null;
  private isHeld = false;
  private timer = 0;
  private isOpen = false;
  private whyNot = "";

  constructor(private readonly mouth: Mouth) {
    this.button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.button.setPointerCapture(event.pointerId);
      this.hold();
    });
    for (const kind of ["pointerup", "pointercancel"]) this.button.addEventListener(kind, () => this.release());
    this.button.addEventListener("contextmenu", (event) => event.preventDefault()); // a finger that stays is no wish for one
    this.button.addEventListener("keydown", (event) => {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      this.holdKey(event.key);
    });
    addEventListener("blur", () => this.release());
    if (!window.isSecureContext || !("mediaDevices" in navigator)) this.whyNot = NO_MICROPHONE;
    this.set("idle");
  }

  /** Whether the server has ears. */
  serverHears(can: boolean): void {
    if (!can) this.whyNot = NO_EXTRA;
    else if (this.whyNot === NO_EXTRA) this.whyNot = "";
    this.set(this.state);
    if (!this.whyNot) void this.watchPermission();
  }

  /** Whether there is an image to talk about. */
  open(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (!isOpen) this.drop();
    this.set(this.state);
  }

  /** A key goes down, and speech lasts until it comes up. */
  holdKey(key: string): void {
    if (this.isHeld) return;
    const up = (event: KeyboardEvent): void => {
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      if (name !== key) return;
      document.removeEventListener("keyup", up, true);
      event.preventDefault();
      this.release();
    };
    document.addEventListener("keyup", up, true);
    this.hold();
  }

  /** Forget what is being said; whether there was anything. */
  drop(): boolean {
    const was = this.isHeld;
    this.isHeld = false;
    this.recording?.drop();
    this.recording = null;
    clearTimeout(this.timer);
    if (was) this.set("idle");
    return was;
  }

  private hold(): void {
    if (this.isHeld || this.state === "opening" || this.button.disabled) return; // also while something is done: "stop"
    this.isHeld = true;
    this.aloud.hush();
    this.mouth.attempt(this.begin());
  }

  private release(): void {
    if (!this.isHeld) return;
    this.isHeld = false;
    clearTimeout(this.timer);
    const { recording } = this;
    this.recording = null;
    if (recording) this.mouth.attempt(this.finish(recording));
  }

  private async begin(): Promise<void> {
    this.set("opening");
    try {
      const recording = await Recording.begin((level) => this.meter(level));
      if (!this.isHeld) {
        recording.drop(); // let go before it was open
        this.set("idle");
        return;
      }
      this.recording = recording;
      this.timer = window.setTimeout(() => this.release(), LONGEST_MS);
      this.set("recording");
    } catch (error) {
      this.isHeld = false;
      const isDenied = error instanceof DOMException && error.name === "NotAllowedError";
      this.whyNot = isDenied ? DENIED : "";
      this.set("idle");
      this.note(isDenied ? DENIED : "There is no microphone that works");
    }
  }

  private async finish(recording: Recording): Promise<void> {
    this.set("understanding");
    try {
      const wav = await recording.end();
      let understood: Understood | null = null;
      const answer = await this.mouth.speak(wav, (one) => {
        understood = one;
        this.show(one);
      });
      this.aloud.say(answer);
      const isLast = this.ends();
      if (isLast && !(understood as Understood | null)?.text) this.note(answer); // no turn shows it
    } catch (error) {
      this.ends();
      throw error;
    }
  }

  /** Back to rest, unless somebody speaks again already. */
  private ends(): boolean {
    const isLast = this.state === "understanding";
    if (isLast) this.set("idle");
    return isLast;
  }

  private async watchPermission(): Promise<void> {
    const name = "microphone" as PermissionName;
    const permission = await navigator.permissions?.query({ name }).catch(() => null);
    if (!permission) return;
    const look = (): void => {
      if (permission.state === "denied") this.whyNot = DENIED;
      else if (this.whyNot === DENIED) this.whyNot = "";
      this.set(this.state);
    };
    permission.onchange = look;
    look();
  }

  private set(state: State): void {
    const isNew = state !== this.state;
    this.state = state;
    this.button.dataset["is"] = state;
    this.button.disabled = Boolean(this.whyNot) || !this.isOpen;
    this.button.title = this.whyNot || (this.isOpen ? TITLE : "Open an image first");
    this.button.setAttribute("aria-pressed", String(state === "opening" || state === "recording"));
    if (!isNew) return;
    this.meter(0);
    if (state === "idle") this.shown.hidden = true;
    else if (state === "opening") this.note("Opening the microphone…");
    else if (state === "recording") this.note("Speak now, then let go");
    else this.note("Understanding…");
  }

  private meter(level: number): void {
    this.button.style.setProperty("--level", level.toFixed(2));
    const bar = this.shown.querySelector<HTMLMeterElement>("meter");
    if (bar) bar.value = level;
  }

  private note(words: string): void {
    const meter = make("meter", { min: 0, max: 1, value: 0, "aria-label": "How loud" });
    this.shown.replaceChildren(make("p", {}, words), this.state === "recording" ? meter : "");
    this.shown.hidden = false;
  }

  private show({ text, verdict, confidence, commands }: Understood): void {
    if (!text) return;
    const standing = { act: "doing it", ask: "not sure, asking", ignore: "not sure enough" }[verdict];
    this.shown.replaceChildren(
      make("p", {}, make("q", { class: "transcript" }, text), ` ${standing}, ${Math.round(confidence * 100)} %`),
      commands.length > 0 && verdict !== "ignore" ? drawChips(commands) : "",
    );
    this.shown.hidden = false;
  }
}
