/** The conversation: a card for every turn. */
import { button, icon, make } from "../dom.ts";
import type { Question, State, TurnRow } from "../model.ts";
import { type Command, chips } from "../wire/commands.ts";
import { standingOf } from "./history.ts";

const BACK = "M6 3L2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7";

export interface Answers {
  undo(count: number): void;
  redo(count: number): void;
  choose(index: number): void;
  say(text: string): void;
}

/** Draw all turns, and keep the newest in sight. */
export function drawTalk(log: HTMLElement, state: Readonly<State>, answers: Answers): void {
  const cards = state.turns.map((turn, at) => drawTurn(turn, state.turns[at - 1], state.position, answers));
  if (state.pending) cards.at(-1)?.append(drawQuestion(state.pending, answers));
  log.replaceChildren(...cards, ...state.sent.map(drawSent));
  log.scrollTop = log.scrollHeight;
}

function drawTurn(turn: TurnRow, before: TurnRow | undefined, position: number, answers: Answers): HTMLElement {
  const standing = standingOf(turn, before, position);
  const isOff = standing === "taken back" || standing === "gone";
  return make(
    "article",
    { class: ["turn", isOff && "is-undone", turn.isRefused && "is-refused"].filter(Boolean).join(" ") },
    make(
      "header",
      {},
      make("span", { class: "turn-number" }, String(turn.number)),
      make("p", { class: "said" }, turn.said || "—"),
      standing === "current" && undo(turn, position, answers),
      standing === "taken back" && redo(turn, position, answers),
    ),
    turn.commands.length > 0 && drawChips(turn.commands),
    make("p", { class: "reply" }, turn.reply),
    turn.changes.length > 0 && make("ul", { class: "changes" }, ...turn.changes.map((words) => make("li", {}, words))),
  );
}

function undo(turn: TurnRow, position: number, answers: Answers): HTMLElement {
  const count = position - turn.position + 1;
  const words = count > 1 ? `Undo turn ${turn.number} and all after it` : `Undo turn ${turn.number}`;
  return button(words, { class: "undo" }, () => answers.undo(count), icon(BACK), "Undo");
}

function redo(turn: TurnRow, position: number, answers: Answers): HTMLElement {
  return button(`Redo up to turn ${turn.number}`, { class: "undo" }, () => answers.redo(turn.position - position), "Redo");
}

export function drawChips(commands: readonly Command[]): HTMLElement {
  return make(
    "ul",
    { class: "chips", "aria-label": "Understood" },
    ...commands.map((command) => {
      const [verb = "", ...rest] = chips(command);
      return make("li", { class: "chip" }, make("b", {}, verb), ...rest.map((word) => make("span", {}, word)));
    }),
  );
}

function drawQuestion(pending: Question, answers: Answers): HTMLElement {
  const options = pending.options.length ? pending.options : ["yes", "no"];
  const isChoice = pending.options.length > 0;
  return make(
    "div",
    { class: "choices", role: "group", "aria-label": pending.question },
    ...options.map((option, at) => {
      return button(
        isChoice ? `${at + 1}: ${option}` : option,
        { class: "choice", "data-choice": at + 1 },
        () => (isChoice ? answers.choose(at + 1) : answers.say(option)),
        make("kbd", {}, String(at + 1)),
        option,
      );
    }),
  );
}

function drawSent(text: string): HTMLElement {
  return make("article", { class: "turn is-sent", "aria-busy": "true" }, make("header", {}, make("p", { class: "said" }, text)));
}
