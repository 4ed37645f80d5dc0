/**
 * A long text that repeats the server's origin, encoded once and split at each occurrence, so that every response
 * shares the same bytes whatever origin its caller used.
 */
export type OriginTemplate = readonly Uint8Array<ArrayBuffer>[];

/** Bytes per chunk, which is all that a slow reader keeps in memory. */
const chunkSize = 65_536;

/**
 * Encodes a text and splits it at each placeholder.
 *
 * @param placeholder the text written in place of the origin
 */
export function originTemplate(text: string, placeholder: string): OriginTemplate {
  const encoder = new TextEncoder();
  return text.split(placeholder).map((piece) => encoder.encode(piece));
}

/**
 * Streams the text with an origin in place of the placeholder.
 *
 * @returns the stream, and its length in bytes
 */
export function streamWithOrigin(
  pieces: OriginTemplate,
  origin: string,
): { readonly body: ReadableStream<Uint8Array<ArrayBuffer>>; readonly length: number } {
  const originBytes = new TextEncoder().encode(origin);
  const length =
    pieces.reduce((sum, piece) => sum + piece.byteLength, 0) + originBytes.byteLength * (pieces.length - 1);
  const chunks = chunksOf(pieces, originBytes, length);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: (controller) => {
        const next = chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, length };
}

function* chunksOf(
  pieces: OriginTemplate,
  originBytes: Uint8Array,
  length: number,
): Generator<Uint8Array<ArrayBuffer>, undefined> {
  let remaining = length;
  let bytes = new Uint8Array(Math.min(chunkSize, remaining));
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    for (const part of index === 0 ? [piece] : [originBytes, piece]) {
      for (let from = 0; from < part.byteLength; ) {
        const copied = part.subarray(from, from + bytes.byteLength - at);
        bytes.set(copied, at);
        at += copied.byteLength;
        from += copied.byteLength;
        if (at < bytes.byteLength) continue;
        yield bytes;
        remaining -= at;
        bytes = new Uint8Array(Math.min(chunkSize, remaining));
        at = 0;
      }
    }
  }
}
