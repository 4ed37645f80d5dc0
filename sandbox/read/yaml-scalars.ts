import { CST, Parser } from 'yaml';

/** A scalar as it is written. */
export interface YamlScalar {
  /** What stands there, or between the quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  readonly offset: number;
}

/** The plain scalars of a text in YAML, and those in double quotes, keys among them. JSON is YAML. */
export function yamlScalars(text: string): readonly YamlScalar[] {
  const found: YamlScalar[] = [];
  const add = (token: CST.Token | null | undefined) => {
    if (token?.type === 'scalar') found.push({ text: token.source, isQuoted: false, offset: token.offset });
    if (token?.type === 'double-quoted-scalar')
      found.push({ text: token.source.slice(1, -1), isQuoted: true, offset: token.offset });
  };
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document' || !token.value) continue;
    add(token.value);
    CST.visit(token, ({ key, value }) => {
      add(key);
      if (value !== token.value) add(value);
    });
  }
  return found;
}
