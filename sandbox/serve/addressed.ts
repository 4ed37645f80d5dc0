/** A text in which the same address stands in many places, cut there: in bytes that are held once, whoever asks. */
export type Addressed = readonly Uint8Array<ArrayBuffer>[];

/** Bytes that are handed over at once: a client that reads slowly holds no more than that. */
const portion = 65_536;

/** @param placeholder what stands where the address belongs */
export function addressed(text: string, placeholder: string): Addressed {
  const encoder = new TextEncoder();
  return text.split(placeholder).map((piece) => encoder.encode(piece));
}

/**
 * The text with an address, made as it is read.
 *
 * @returns its bytes, and how many there are
 */
export function textAt(
  pieces: Addressed,
  address: string,
): { readonly body: ReadableStream<Uint8Array<ArrayBuffer>>; readonly length: number } {
  const between = new TextEncoder().encode(address);
  const length = pieces.reduce((sum, piece) => sum + piece.byteLength, 0) + between.byteLength * (pieces.length - 1);
  const portions = portionsOf(pieces, between, length);
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: (controller) => {
        const next = portions.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
    },
    { highWaterMark: 0 },
  );
  return { body, length };
}

function* portionsOf(
  pieces: Addressed,
  between: Uint8Array,
  length: number,
): Generator<Uint8Array<ArrayBuffer>, undefined> {
  let left = length;
  let bytes = new Uint8Array(Math.min(portion, left));
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    for (const part of index === 0 ? [piece] : [between, piece]) {
      for (let from = 0; from < part.byteLength; ) {
        const taken = part.subarray(from, from + bytes.byteLength - at);
        bytes.set(taken, at);
        at += taken.byteLength;
        from += taken.byteLength;
        if (at < bytes.byteLength) continue;
        yield bytes;
        left -= at;
        bytes = new Uint8Array(Math.min(portion, left));
        at = 0;
      }
    }
  }
}
