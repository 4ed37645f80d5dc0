/** Matches locations in a request. */
export interface PlacePattern {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The name of the parameter in lower case; empty for the body. */
  readonly name: string;
  /** The tokens of a JSON Pointer; `*` matches one token, `**` any number of them. */
  readonly tokens: readonly string[];
}
