/** The word that opens a server which listens beyond this machine. */
import { byId, make } from "./dom.ts";
import type { Api } from "./wire/api.ts";

export function askToken(api: Api, start: () => Promise<void>): void {
  const dialog = byId<HTMLDialogElement>("token");
  if (dialog.open) return;
  const field = make("input", { type: "password", class: "token-field", "aria-label": "Token", autocomplete: "off", required: true });
  const form = make(
    "form",
    { method: "dialog" },
    make("h2", { id: "token-title" }, "This server wants its token"),
    make("p", {}, "limis serve has shown it when it started."),
    field,
    make("div", { class: "dialog-doors" }, make("button", { class: "primary" }, "Enter")),
  );
  form.addEventListener("submit", () => {
    api.useToken(field.value);
    start().catch(() => askToken(api, start));
  });
  dialog.replaceChildren(form);
  dialog.showModal();
}
