import type { BodyFormat } from '../../plan.ts';
import type { Node } from '../../read/tree.ts';
import type { Digits } from '../../syntax/digits.ts';
import type { Json } from '../../syntax/json.ts';
import type { WordsOnlyExample } from './examples.ts';

/** A media type of a response with its schema's place and its examples, read. */
export interface ResponseMedia {
  /** As the document has it. */
  readonly documented: string;
  /** As it is sent. */
  readonly mediaType: string;
  readonly schemaPointer: string | null;
  readonly format: BodyFormat;
  readonly examples: readonly MediaExample[];
  /** Examples that have no value: a body is made for them. */
  readonly unvalued: readonly Pick<WordsOnlyExample, 'name' | 'words' | 'isMissing'>[];
}

export interface MediaExample {
  readonly name: string;
  readonly value: Json;
  readonly digits?: Digits;
  readonly node: Node;
  /** As the document writes it, where it does. */
  readonly text?: string;
  /** Left out, that of its media type. */
  readonly format?: BodyFormat;
}
