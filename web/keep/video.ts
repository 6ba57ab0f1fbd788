// The browser's video encoder (WebCodecs): I420 frames in, packets out, VP9 where it can, else VP8.
import { Problem } from '../runtime/protocol.ts';
import type { KeepOrder } from './protocol.ts';

export interface EncodedFrame {
  bytes: Uint8Array<ArrayBuffer>;
  key: boolean;
}

export interface Video {
  /** Matroska's name. */
  codec: string;
  /** Resolves when the encoder is ready for more. */
  add(planes: Uint8Array<ArrayBuffer>): Promise<void>;
  finish(): Promise<void>;
}

export const no_video = 'This browser cannot write video, so no WebM is kept; the same loop can be kept as GIF.';

const key_distance = 120; // frames
const most_waiting = 4;
const bits_a_pixel = 0.2;
const choices = [
  { name: 'V_VP9', codec: 'vp09.00.41.08' },
  { name: 'V_VP8', codec: 'vp8' },
];

async function supported(order: KeepOrder): Promise<{ name: string; config: VideoEncoderConfig }> {
  if (typeof VideoEncoder === 'undefined') throw new Problem(no_video);
  for (const { name, codec } of choices) {
    const config: VideoEncoderConfig = {
      codec,
      width: order.width,
      height: order.height,
      framerate: order.frames_per_second,
      bitrate: Math.round(order.width * order.height * order.frames_per_second * bits_a_pixel),
      latencyMode: 'quality',
    };
    const answer = await VideoEncoder.isConfigSupported(config).catch(() => null);
    if (answer?.supported) return { name, config };
  }
  throw new Problem(no_video);
}

/** Rejects with a Problem where nothing here writes video. */
export async function open_video(order: KeepOrder, take: (frame: EncodedFrame) => void): Promise<Video> {
  const { name, config } = await supported(order);
  let failure: unknown;
  let frame = 0;
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      take({ bytes, key: chunk.type === 'key' });
    },
    error: (error) => {
      failure = error;
    },
  });
  encoder.configure(config);
  const check = () => {
    if (failure)
      throw new Problem(`The browser’s video encoder gave up (${failure}); the same loop can be kept as GIF.`);
  };
  return {
    codec: name,
    async add(planes) {
      const picture = new VideoFrame(planes, {
        format: 'I420',
        codedWidth: order.width,
        codedHeight: order.height,
        timestamp: Math.round((frame * 1e6) / order.frames_per_second),
        duration: Math.round(1e6 / order.frames_per_second),
        colorSpace: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false },
      });
      encoder.encode(picture, { keyFrame: frame % key_distance === 0 });
      picture.close();
      frame += 1;
      while (encoder.encodeQueueSize > most_waiting && !failure) await new Promise((resolve) => setTimeout(resolve, 2));
      check();
    },
    async finish() {
      await encoder.flush().catch(() => {}); // `failure` says why
      check();
      encoder.close();
    },
  };
}
