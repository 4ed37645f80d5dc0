import { isNode, type Node as YamlNode } from 'yaml';
import type { ProblemSource } from '../problem.ts';
import { found, type Wanted } from './requested-positions.ts';
import { parseYaml, type YamlDocument } from './yaml.ts';

/** The YAML documents of files, held weakly: they take many times the memory of their texts. */
const documents = new WeakMap<ProblemSource, WeakRef<YamlDocument>>();

/** Caches the YAML document of a file until it is garbage-collected. */
export function keepDocument(source: ProblemSource, document: YamlDocument): void {
  documents.set(source, new WeakRef(document));
}

/**
 * Finds the offsets of requested positions in a YAML file: of a member that of its key, of an item that of its value.
 */
export function findInYaml(source: ProblemSource, root: Wanted): void {
  const document = documents.get(source)?.deref() ?? parseYaml(source.text);
  keepDocument(source, document);
  found(root, document.contents?.range?.[0] ?? 0);
  findBelow(document.contents, root);
}

function findBelow(node: unknown, { below }: Wanted): void {
  if (below.size === 0 || !hasItems(node)) return;
  for (const [index, item] of node.items.entries()) {
    if (isPair(item)) {
      const key = isNode(item.key) ? item.key : undefined;
      const place = key && below.get(String(key.toJSON()));
      if (!place) continue;
      found(place, startOf(key));
      findBelow(item.value, place);
    } else if (isNode(item)) {
      const place = below.get(String(index));
      if (!place) continue;
      found(place, startOf(item));
      findBelow(item, place);
    }
  }
}

function startOf(node: YamlNode): number {
  return node.range?.[0] ?? 0;
}

function hasItems(node: unknown): node is { readonly items: readonly unknown[] } {
  return typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items);
}

function isPair(item: unknown): item is { readonly key: unknown; readonly value: unknown } {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item;
}
