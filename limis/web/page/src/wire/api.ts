/** The server's routes. Nothing here asks any other host. */
import type { Command } from "./commands.ts";
import type { FileRow, Health, LabelsOut, Problem, SaidOut, SessionOut, SessionRow, TurnOut, Understood, Work } from "./types.ts";

const API = "api/v1";
const TOKEN = "limis-token";

/** What the server would not do, in its own words. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.what);
  }
}

export interface Origin {
  readonly path?: string;
  readonly upload?: string;
}

export interface Opening extends Origin {
  readonly masks?: readonly Origin[];
}

type Progress = (work: Work) => void;
type Line = { readonly event: string; readonly error?: Problem } & Partial<Work> &
  Partial<{ readonly session: SessionOut; readonly turn: TurnOut; readonly understood: Understood }>;

export class Api {
  private token: string;

  constructor() {
    const hash = new URLSearchParams(location.hash.slice(1));
    const given = hash.get("token");
    this.token = given ?? sessionStorage.getItem(TOKEN) ?? "";
    if (!given) return;
    this.useToken(given); // and out of the address, which is shown and kept
    hash.delete("token");
    history.replaceState(null, "", `${location.pathname}#${hash}`);
  }

  useToken(token: string): void {
    this.token = token.trim();
    sessionStorage.setItem(TOKEN, this.token);
  }

  health = (): Promise<Health> => this.json("GET", "health");
  sessions = (): Promise<SessionRow[]> => this.json("GET", "sessions");
  session = (id: string): Promise<SessionOut> => this.json("GET", `sessions/${id}`);
  files = (path: string): Promise<{ entries: FileRow[] }> => this.json("GET", `files?path=${encodeURIComponent(path)}`);
  /** Say a sentence; `question` is the one that was shown to who says it, if one was. */
  say = (id: string, text: string, question?: string): Promise<TurnOut> =>
    this.json("POST", `sessions/${id}/say`, { text, question });
  goBack = (id: string, count: number): Promise<TurnOut> => this.json("POST", `sessions/${id}/undo`, { count });
  goForth = (id: string, count: number): Promise<TurnOut> => this.json("POST", `sessions/${id}/redo`, { count });
  turns = (id: string): Promise<SaidOut[]> => this.json("GET", `sessions/${id}/turns`);
  look = (id: string, look: unknown): Promise<unknown> => this.json("POST", `sessions/${id}/look`, look);
  cancel = (id: string): Promise<unknown> => this.json("POST", `sessions/${id}/cancel`);
  /** Carry out commands; `question` as in `say`. */
  apply = (id: string, commands: readonly Command[], text: string, question?: string): Promise<TurnOut> =>
    this.json("POST", `sessions/${id}/commands`, { commands, text, question });

  /** What has changed of the labels since a state; everything without one. */
  labels(id: string, since: string | null): Promise<LabelsOut> {
    return this.json("GET", `sessions/${id}/labels${since ? `?since=${encodeURIComponent(since)}` : ""}`);
  }

  /** The display copy. */
  async display(url: string, progress: Progress): Promise<ArrayBuffer> {
    const answer = await this.ask("GET", url);
    return received(answer, (done, total) => progress({ step: "loading the picture", done, total }));
  }

  /** Begin a session, and hear how far it is. */
  async open(opening: Opening, progress: Progress): Promise<SessionOut> {
    const answer = await this.ask("POST", `${API}/sessions`, JSON.stringify(opening), {
      "Content-Type": "application/json",
      Accept: "application/x-ndjson",
    });
    for await (const line of linesOf(answer)) {
      if (line.error) throw new Refused(line.error);
      if (line.session) return line.session;
      if (line.step) progress({ step: line.step, done: line.done ?? 0, total: line.total ?? 0 });
    }
    throw lost();
  }

  /** Speak, and hear what was understood before it is done. */
  async hear(id: string, recording: Blob, show: (understood: Understood) => void): Promise<TurnOut> {
    const headers = { "Content-Type": "audio/wav", Accept: "application/x-ndjson" };
    const answer = await this.ask("POST", `${API}/sessions/${id}/listen`, recording, headers);
    for await (const line of linesOf(answer)) {
      if (line.error) throw new Refused(line.error);
      if (line.turn) return line.turn;
      if (line.understood) show(line.understood);
    }
    throw lost();
  }

  /** Send a file, the first of an upload or a further one; gives back the upload's name. */
  upload(file: File, name: string, to: string | null, progress: (bytes: number) => void): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest(); // fetch tells nothing of how much has gone out
      request.open("POST", `${API}/uploads${to ? `/${to}` : ""}?name=${encodeURIComponent(name)}`);
      if (this.token) request.setRequestHeader("Authorization", `Bearer ${this.token}`);
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onerror = () => reject(lost());
      request.onload = () => {
        if (request.status < 300) resolve((JSON.parse(request.responseText) as { upload: string }).upload);
        else reject(refusal(request.status, request.responseText));
      };
      request.send(file);
    });
  }

  /** The files of the structures, as one archive. */
  async export(id: string): Promise<Blob> {
    const json = { "Content-Type": "application/json" };
    return (await this.ask("POST", `${API}/sessions/${id}/export`, "{}", json)).blob();
  }

  /** The session's events. */
  listen(id: string): WebSocket {
    const url = new URL(`${API}/sessions/${id}/events`, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    return new WebSocket(url, ["limis.v1", ...(this.token ? [`bearer.${this.token}`] : [])]);
  }

  private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return (await this.ask(method, `${API}/${path}`, sent, { "Content-Type": "application/json" })).json() as Promise<T>;
  }

  private async ask(method: string, url: string, body?: string | Blob, headers: Record<string, string> = {}): Promise<Response> {
    const authorised = this.token ? { ...headers, Authorization: `Bearer ${this.token}` } : headers;
    const path = url.replace(/^\//, "");
    const keepalive = path.endsWith("/look"); // it may be the last that the page says
    const answer = await fetch(path, { method, headers: authorised, keepalive, ...(body === undefined ? {} : { body }) }).catch(() => {
      throw lost();
    });
    if (!answer.ok) throw refusal(answer.status, await answer.text());
    return answer;
  }
}

function refusal(status: number, text: string): Refused {
  try {
    return new Refused(JSON.parse(text) as Problem);
  } catch {
    return new Refused({ ...lost().problem, status, what: "the server could not do that" });
  }
}

function lost(): Refused {
  return new Refused({
    code: "Lost",
    status: 0,
    what: "the server does not answer",
    expected: "",
    got: "",
    next_step: "See whether limis serve is still running",
  });
}

async function received(answer: Response, progress: (done: number, total: number) => void): Promise<ArrayBuffer> {
  const total = Number(answer.headers.get("Content-Length") ?? 0);
  const chunks: Uint8Array[] = [];
  let done = 0;
  for await (const chunk of chunksOf(answer)) {
    chunks.push(chunk);
    progress((done += chunk.byteLength), total);
  }
  const whole = new Uint8Array(done);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.buffer;
}

async function* linesOf(answer: Response): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let waiting = "";
  for await (const chunk of chunksOf(answer)) {
    const parts = (waiting + decoder.decode(chunk, { stream: true })).split("\n");
    waiting = parts.pop() ?? "";
    for (const part of parts) if (part.trim()) yield JSON.parse(part) as Line;
  }
  if (waiting.trim()) yield JSON.parse(waiting) as Line;
}

async function* chunksOf(answer: Response): AsyncGenerator<Uint8Array> {
  const reader = answer.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) return;
    yield next.value;
  }
}
