import type { PageFiles } from '../introspection.ts';
import type { Asset } from '../serve/introspection.ts';
import { bytesOf } from '../syntax/octets.ts';
import type { StoredFile, StoredPages } from './artefact.ts';

/** Returns the scripts and style sheets of the pages from an artefact, each decoded on first use. */
export function pageFilesOf(pages: StoredPages | null): PageFiles {
  const folder = `console/${pages?.folder ?? ''}`;
  const stored = new Map(pages?.files.map((file) => [file.name, file]));
  const decoded = new Map<string, Asset>();
  return {
    folder: () => folder,
    asset: (path) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const file = path === `${pages?.folder}/${name}` ? stored.get(name) : undefined;
      if (!file?.gzip) return undefined;
      const asset = decoded.get(name) ?? assetOf(file, file.gzip());
      decoded.set(name, asset);
      return asset;
    },
  };
}

function assetOf({ mediaType, hash }: StoredFile, gzip: string): Asset {
  const bytes = bytesOf(atob(gzip));
  return {
    mediaType,
    hash,
    isImmutable: true,
    compressed: { encoding: 'gzip', bytes },
    plain: () => decompressed(bytes),
  };
}

async function decompressed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
