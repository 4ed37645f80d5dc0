import type { BodyFormat } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import type { Digits } from '../../syntax/digits.ts';
import type { Json } from '../../syntax/json.ts';
import type { WordsOnlyExample } from './examples.ts';

/** A media type of a response with its schema and its examples. */
export interface ResponseMedia {
  /** The media type or range as the document writes it. */
  readonly documented: string;
  /** The media type that is sent. */
  readonly mediaType: string;
  readonly schemaPointer: string | null;
  readonly format: BodyFormat;
  readonly examples: readonly MediaExample[];
  /** Examples without a value; their bodies are generated. */
  readonly unvalued: readonly Pick<WordsOnlyExample, 'name' | 'words' | 'isMissing'>[];
}

/** An example of a response body. */
export interface MediaExample {
  readonly name: string;
  readonly value: Json;
  readonly digits?: Digits;
  readonly node: Node;
  /** The serialized body, if the document writes it out. */
  readonly text?: string;
  /** Undefined if it is the format of the media type. */
  readonly format?: BodyFormat;
}
