/** The microphone, open only while somebody speaks. */
import { wav } from "./wav.ts";

const RATE_HZ = 16_000; // what the recogniser works with
const TAIL_MS = 200; // hands let go before the last sound is out

/** As it is: the recogniser was measured without a browser's filters. */
const SOUND: MediaStreamConstraints = {
  audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
};

export class Recording {
  private readonly pieces: Float32Array[] = [];

  private constructor(
    private readonly stream: MediaStream,
    private readonly context: AudioContext,
  ) {}

  /** Begin; `heard` is told how loud it is, 0 to 1. Throws what `getUserMedia` throws. */
  static async begin(heard: (level: number) => void): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia(SOUND);
    try {
      return await Recording.of(stream, heard);
    } catch (error) {
      release(stream);
      throw error;
    }
  }

  private static async of(stream: MediaStream, heard: (level: number) => void): Promise<Recording> {
    const [context, source] = connected(stream);
    await context.audioWorklet.addModule("microphone.js");
    const made = new Recording(stream, context);
    const frames = new AudioWorkletNode(context, "frames", { numberOfOutputs: 0 });
    frames.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      made.pieces.push(data);
      heard(loudness(data));
    };
    source.connect(frames);
    await context.resume();
    return made;
  }

  /** End it; what was said, as a WAV file. */
  async end(): Promise<Blob> {
    await new Promise((resolve) => setTimeout(resolve, TAIL_MS));
    this.drop();
    return wav(this.pieces, this.context.sampleRate);
  }

  /** End it; nobody hears of it. */
  drop(): void {
    release(this.stream);
    if (this.context.state !== "closed") void this.context.close();
  }
}

/** At the recogniser's rate, or at the microphone's where the browser cannot change it. */
function connected(stream: MediaStream): [AudioContext, AudioNode] {
  const context = new AudioContext({ sampleRate: RATE_HZ });
  try {
    return [context, context.createMediaStreamSource(stream)];
  } catch {
    void context.close();
    const plain = new AudioContext();
    return [plain, plain.createMediaStreamSource(stream)];
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** From −60 dB (0) to full scale (1). */
function loudness(piece: Float32Array): number {
  const power = piece.reduce((sum, sample) => sum + sample * sample, 0) / piece.length;
  return Math.max(0, Math.min(1, 1 + Math.log10(power + 1e-12) / 6));
}
