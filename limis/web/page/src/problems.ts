/** What went wrong, where a person sees it: what, and what to do next. */
import { button, byId, icon, make } from "./dom.ts";
import { Refused } from "./wire/api.ts";

export function showProblem(error: unknown): void {
  const box = byId("problem");
  const { what, expected, got, next_step } =
    error instanceof Refused
      ? error.problem
      : { what: "the page has failed", expected: "", got: error instanceof Error ? error.message : String(error), next_step: "Load the page again" };
  const detail = [expected && `Expected ${expected}`, got && `got ${got}`].filter(Boolean).join(", ");
  box.replaceChildren(
    make("p", {}, sentence(what)),
    button("Close", {}, hideProblem, icon("M4 4l8 8M12 4l-8 8")),
    detail && make("p", {}, sentence(detail)),
    next_step && make("p", {}, sentence(next_step)),
  );
  box.hidden = false;
}

export function hideProblem(): void {
  byId("problem").hidden = true;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
