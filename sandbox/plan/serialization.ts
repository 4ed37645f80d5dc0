import type { Digits } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';

/** A type that a string is coerced to. */
export type PrimitiveType = 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** A type of a value inside a parameter; arrays and objects at that level are serialized as JSON. */
export type NestedType = PrimitiveType | 'array' | 'object';

export interface ParameterPlan {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly format: ParameterFormat;
  /** The value of an absent parameter. */
  readonly default?: Json;
  readonly defaultDigits?: Digits;
  readonly allowEmptyValue: boolean;
  /** Null if the schema accepts any value, and for header parameters that OpenAPI says to ignore. */
  readonly schemaPointer: string | null;
}

export type ParameterStyle =
  | 'simple'
  | 'label'
  /** `label` without explode, separated by dots (OpenAPI 3.0.3, 4.7.12.4, and 3.1.0, 4.8.12.4). */
  | 'dottedLabel'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  /** `form` without percent-encoding (OpenAPI 3.2.0, 4.12.3). */
  | 'cookie';

/** How a parameter is serialized: by style (OpenAPI 3.1.1, 4.8.12.2), or by the media type of its `content`. */
export type ParameterFormat =
  | {
      readonly by: 'style';
      readonly style: ParameterStyle;
      readonly explode: boolean;
      readonly shape: ParameterStructure;
    }
  /** `deepObject`, at any depth. */
  | { readonly by: 'deep'; readonly shapes: ShapesPlan }
  | { readonly by: 'json' }
  /** The whole query string, serialized like a body (OpenAPI 3.2.0, Parameter Object, `in: querystring`). */
  | { readonly by: 'querystring'; readonly mediaType: string; readonly body: BodyFormat };

export type ParameterStructure =
  | { readonly kind: 'primitive'; readonly types: readonly PrimitiveType[] }
  | { readonly kind: 'array'; readonly items: readonly NestedType[] }
  | {
      readonly kind: 'object';
      readonly properties: Readonly<Record<string, readonly NestedType[]>>;
      readonly others: readonly NestedType[];
      /** Whether other properties than these are allowed. */
      readonly open: boolean;
    };

export interface BodyPlan {
  readonly required: boolean;
  readonly content: readonly BodyMediaPlan[];
}

export interface BodyMediaPlan {
  /** A media type or a media range: `image/*`. */
  readonly mediaType: string;
  readonly format: BodyFormat;
  readonly schemaPointer: string | null;
}

/** How a body is serialized. */
export type BodyFormat =
  | { readonly by: 'json' }
  /** Plain text, coerced to one of `types`. If `isData`, the text may be a JSON object or array. */
  | { readonly by: 'text'; readonly types: readonly PrimitiveType[]; readonly isData: boolean }
  /** Binary data, with one character for each octet, so that lengths count octets (OpenAPI 3.1.1, 4.4.2). */
  | { readonly by: 'octets' }
  /** Not read and not validated, except for JSON that a media range includes. */
  | { readonly by: 'unread' }
  /**
   * Items in the framing of the media type (OpenAPI 3.2.0, 4.14.4). If `isData`, the schema describes the data of an event
   * and not the event, as in documents of 3.0 and 3.1.
   */
  | { readonly by: 'sequence'; readonly isData: boolean }
  | ({ readonly by: 'form' } & FieldsPlan)
  | ({ readonly by: 'multipart' } & FieldsPlan)
  | XmlFormat;

/** If `shapes` is null, the body only has to be well-formed and stays a string. */
export interface XmlFormat {
  readonly by: 'xml';
  readonly shapes: ShapesPlan | null;
}

/** The fields of a form, or the parts of a multipart body, by property name. */
export interface FieldsPlan {
  readonly fields: Readonly<Record<string, FieldPlan>>;
  /** Fields with a style in their Encoding Object, which are serialized like query parameters. */
  readonly styled: readonly StyledFieldPlan[];
  /** Applies to undocumented fields. */
  readonly others: FieldPlan;
}

export interface FieldPlan {
  /** Whether each item of an array is a field of its own. */
  readonly repeats: boolean;
  readonly format: FieldFormat;
  /** The media types that a part may have; empty if any is allowed. */
  readonly contentTypes: readonly string[];
  /** Whether the schema describes the encoded text, which is then not decoded (OpenAPI 3.1.1, 4.8.15.1, `contentEncoding`). */
  readonly isEncoded: boolean;
  /** The header fields that a part must have. */
  readonly headers: readonly string[];
}

export type FieldFormat =
  /** If `nested`, an item may itself be an array, so a JSON array is one item and not all of them. */
  | { readonly by: 'json'; readonly nested: boolean }
  | { readonly by: 'text'; readonly types: readonly PrimitiveType[] }
  | { readonly by: 'octets' }
  | XmlFormat;

export type StyledFieldPlan =
  | { readonly by: 'style'; readonly parameter: ParameterPlan }
  /** `deepObject`, at any depth. */
  | { readonly by: 'deep'; readonly name: string; readonly shapes: ShapesPlan };

/** The structure of values, for serializations without types such as XML. Keys refer to shapes, which may be circular. */
export interface ShapesPlan {
  readonly root: string;
  /** The name of the XML root element; if `isNamed`, the only one allowed. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly shapes: Readonly<Record<string, ShapePlan>>;
}

export interface ShapePlan {
  /** The types that a string is coerced to; empty if the value is not a scalar. */
  readonly texts: readonly PrimitiveType[];
  readonly isList: boolean;
  readonly isObject: boolean;
  /** The shape of list items; null if items may be anything. */
  readonly items: string | null;
  readonly properties: Readonly<Record<string, string>>;
  /** The shape of other properties; null if they may be anything. */
  readonly others: string | null;
  readonly xml: XmlPlan;
}

/** The XML Object of a schema (OpenAPI 3.1.1, 4.8.26), and where an element holds its properties. */
export interface XmlPlan {
  readonly name: string | null;
  readonly prefix: string | null;
  readonly namespace: string | null;
  /** `text`: the text of the element that holds the object. */
  readonly as: 'element' | 'attribute' | 'text';
  /** Whether an element wraps the items of a list. */
  readonly wrapped: boolean;
  /** Map the names of elements and attributes to properties. */
  readonly elements: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  /** The property that holds the text of the element; null if there is none. */
  readonly content: string | null;
}
