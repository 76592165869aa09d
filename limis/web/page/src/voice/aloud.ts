/** Answers read out by the browser: only when somebody has asked for that, and that is remembered. */
import { byId } from "../dom.ts";

const KEPT = "limis-aloud";

export class Aloud {
  private readonly toggle = byId<HTMLButtonElement>("aloud");

  constructor() {
    this.toggle.hidden = !("speechSynthesis" in window);
    this.toggle.addEventListener("click", () => this.set(!this.isOn));
    this.set(localStorage.getItem(KEPT) === "yes");
  }

  get isOn(): boolean {
    return this.toggle.getAttribute("aria-pressed") === "true";
  }

  say(text: string): void {
    if (!this.isOn || !text) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = "en";
    speechSynthesis.speak(words);
  }

  hush(): void {
    if (!this.toggle.hidden) speechSynthesis.cancel();
  }

  private set(isOn: boolean): void {
    this.toggle.setAttribute("aria-pressed", String(isOn));
    this.toggle.title = isOn ? "Answers to speech are read out; press for silence" : "Read out the answers to speech";
    localStorage.setItem(KEPT, isOn ? "yes" : "no");
    if (!isOn) this.hush();
  }
}
