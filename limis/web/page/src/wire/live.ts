/** A session's events, as long as the page is open: a dropped connection is taken up again. */
import type { Connection } from "../model.ts";
import type { Api } from "./api.ts";
import type { EventOut } from "./types.ts";

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;

export interface Ears {
  /** Connected, for the first time or again: ask for the server's truth. */
  opened(): void;
  heard(event: EventOut): void;
  stands(connection: Connection): void;
}

export class Live {
  private socket: WebSocket | null = null;
  private timer = 0;
  private wait = FIRST_WAIT_MS;
  private isOver = false;

  constructor(
    private readonly api: Api,
    private readonly id: string,
    private readonly ears: Ears,
  ) {
    addEventListener("online", this.now);
    this.connect();
  }

  close(): void {
    this.isOver = true;
    removeEventListener("online", this.now);
    clearTimeout(this.timer);
    this.socket?.close();
    this.ears.stands("closed");
  }

  private readonly now = (): void => {
    if (this.socket || this.isOver) return;
    clearTimeout(this.timer);
    this.connect();
  };

  private connect(): void {
    this.ears.stands(this.wait > FIRST_WAIT_MS ? "lost" : "connecting");
    const socket = this.api.listen(this.id);
    this.socket = socket;
    socket.onmessage = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as EventOut;
      if (event.event === "hello") {
        this.wait = FIRST_WAIT_MS;
        this.ears.stands("open");
        this.ears.opened();
      }
      this.ears.heard(event);
    };
    socket.onclose = () => {
      this.socket = null;
      if (this.isOver) return;
      this.ears.stands("lost");
      this.timer = window.setTimeout(this.now, this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    };
  }
}
