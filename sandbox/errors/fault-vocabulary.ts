import type { Phrase } from './fault-phrase.ts';

/**
 * The English phrases by which error messages report what is wrong with a request, and the schema keywords that each
 * phrase is evidence of. A new phrase is one row; a test reads the sentence beside it.
 */

/** How strongly a phrase is evidence that a keyword is violated. */
export const weights = {
  /** It names this violation: "is too long" and `maxLength`. */
  names: 4,
  /** It often means this violation: "is missing" and `minItems`. */
  suggests: 3,
  /** It is compatible with this violation: "is invalid" and `type`. */
  allows: 1,
} as const;

export type WeightName = keyof typeof weights;

/** Keywords of JSON Schema, and parts of a request that fail before any schema applies, by weight. */
export type WeighedKeywords = Readonly<Partial<Record<WeightName, readonly string[]>>>;

/** A kind of fault: its keywords, and the phrases that report it. */
export interface FaultKind {
  readonly keywords: WeighedKeywords;
  readonly phrases: readonly Phrase[];
}

const emptyValues = ['minItems', 'minLength', 'minProperties'];
const unknownMembers = ['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'false schema'];

/** The phrases that report a particular kind of fault. A text may contain several. */
export const specificFaults: readonly FaultKind[] = [
  {
    keywords: { names: ['required', 'dependentRequired'], suggests: [...emptyValues, 'contains'] },
    phrases: [
      [
        /(?<!\b(not|no longer|valid \w+|valid \w+ is) )required(?! (type|pattern|format))/,
        'The name field is required.',
      ],
      [/missing/, 'name is missing'],
      [/mandatory/, 'The name is mandatory.'],
      [/absent/, 'The name is absent.'],
      [/omitted/, 'The name was omitted.'],
      [/must have (a |an |the )?(property|field)/, 'An order must have a field customer.'],
      [/has no value/, 'The name has no value.'],
      [/not (been )?(specified|provided|supplied|given|sent|set)/, 'The name was not provided.'],
      [/not (been )?present/, "The header 'X-Tenant' is not present."],
      [/not (been )?included(?! in)/, 'The name was not included.'],
      [/not be undefined/, 'name should not be undefined'],
      [/(must|should) (be )?(specified|provided|supplied|given|present|included|set)/, 'A name must be specified.'],
      [/(must|should) (be )?(specify|provide|supply)/, 'You must specify a name.'],
      [/no [\w ]{1,30}(specified|provided|supplied|given)/, 'No order id given.'],
      [/(received|found|got) (undefined|nothing)/, 'Invalid input: expected string, received undefined'],
    ],
  },
  {
    keywords: { names: ['required', 'dependentRequired'], suggests: [...emptyValues, 'contains', 'type'] },
    phrases: [[/(is|was|be) (null|none|nil)/, 'This field may not be null.']],
  },
  {
    keywords: { names: ['minLength', 'minItems', 'minProperties'], suggests: ['required', 'pattern'] },
    phrases: [
      [/(?<!\b(must|should) )(be|is|was|are) (an )?(empty|blank)/, 'The name must not be blank.'],
      [/non empty/, 'A non-empty name, please.'],
      [/(an|passed) empty (string|value|array|list|object)/, "You passed an empty string for 'name'."],
      [/left blank/, 'The name was left blank.'],
    ],
  },
  {
    keywords: { names: ['format', 'pattern'], suggests: ['type'] },
    phrases: [
      [/(?<!(json|xml) )format(ted)?/, 'The date has the wrong format.'],
      [/malformed(?! (json|xml|body|request|payload|syntax))/, 'The e-mail address is malformed.'],
      [/pattern/, "String should fit the pattern '^a$'."],
      [/regex/, 'The name fails the regex.'],
      [/regular expression/, 'The name fails the regular expression.'],
      [/(not|does|must|should) match(?! (exactly |a |any |all |one )*schema)/, "'x' does not match '^a$'"],
      [/iso ?8601/, 'Expected ISO 8601.'],
      [/rfc ?3339/, 'Expected RFC 3339.'],
      [/well formed/, 'This must be a well-formed e-mail address.'],
      [/(illegal|invalid|special|disallowed|forbidden|unsupported) characters?/, 'The name has illegal characters.'],
      [/must consist of/, 'A label must consist of lower case letters.'],
      [/alphanumeric/, 'Only alphanumeric names.'],
      [/(not|be|is|enter|contain) (an? (valid )?|valid )(date|datetime|timestamp)/, 'This is not a valid date.'],
      [/(not|be|is|enter|contain) (an? (valid )?|valid )(uuid|guid)/, 'The id must be a UUID.'],
      [/(not|be|is|enter|contain) (an? (valid )?|valid )(e ?mail|phone|address)/, 'Enter a valid email address.'],
      [/(not|be|is|enter|contain) (an? (valid )?|valid )(ur[il]|ip|ipv[46]|hostname)/, 'The callback must be a URL.'],
    ],
  },
  {
    keywords: { names: ['enum', 'const'] },
    phrases: [
      [/(must|should) be (any|either)/, 'The status must be either open or shut.'],
      [
        /(?<!(exactly|at least|only|more than|any|in) ['"]?)one of(?! ((these|the following) formats|the documented alternatives))/,
        '"status" must be one of [open, shut]',
      ],
      [
        /(allowed|permitted|accepted|possible|supported|valid|enum) (values?|options?|choices?)/,
        'The status is none of the allowed values.',
      ],
      [/enum(eration)?/, '$.status: does not have a value in the enumeration [open, shut]'],
      [/choice/, 'There is no such choice.'],
      [/(unknown|unsupported|unexpected|unrecogni[sz]ed) (value|option|status|type|code)/, 'Unsupported value: "ajar"'],
      [
        /not (a |an |one of )?(supported|allowed|known|permitted|recogni[sz]ed) (value|option|status|type|code)/,
        'XYZ is not a recognised code.',
      ],
      [/not (included )?in the (list|set|value set|enum)/, 'The status is not included in the list.'],
      [/not found in the value set/, "'x' was not found in the value set 'AdministrativeGender'"],
      [/be equal to/, 'must be equal to constant'],
      [/which does not include/, "'Status' has a range of values which does not include '5'."],
      [/values? (is|are) not (allowed|permitted|supported)/, 'This value is not supported.'],
      [
        /(must|should) be ['"`]?(?!(less|greater|more|fewer|higher|lower|equal|null|empty|\d+) )[\w-]+['"`]? or ['"`]?[\w-]+['"`]?(?! than)/,
        'The type should be text or date.',
      ],
      [/(must|should) be(?= ['"`])/, "The status must be 'open'."],
    ],
  },
  {
    keywords: { names: ['format', 'pattern'], suggests: ['type', 'enum', 'const'] },
    phrases: [
      [
        /(not|be|is) an? valid (?!(number|numeric|integer|int|string|boolean|bool|array|list|object|json|choice|value|option|item)\b)\w+/,
        '"ajar" is not a valid status.',
      ],
    ],
  },
  {
    keywords: { names: ['type'], suggests: ['format', 'pattern'] },
    phrases: [
      [
        /(be|not|to) (a |an )?(valid |json |whole |positive |negative )*(number|numeric|integer|int|float|double|decimal)(?! (with|of|in|between|that))/,
        'The age is not a number.',
      ],
      [
        /(be|not|to) (a |an )?(valid |json )*(string|boolean|bool)(?! (with|of|in|between|that|or array type with))/,
        'Not a valid string.',
      ],
      [
        /(be|not|to) (a |an )?(valid |json |whole )*(array|list|object|dictionary)(?! (with|of|in|between|that))/,
        'The tags must be an array.',
      ],
      [/valid (number|integer|string|boolean|array|list|object) is required/, 'A valid integer is required.'],
      [/(wrong|incorrect|invalid|unexpected) (data )?type/, 'Invalid data type.'],
      [/(expected|required|input|be of|is of|not of|value of) (data )?type/, "'x' is not of type 'integer'"],
      [/type mismatch/, 'There is a type mismatch.'],
      [/mismatched type/, 'There is a mismatched type.'],
      [/(?<!parameter )type (int ?\d*|string|bool|double|float)/, 'Invalid value at \'age\' (TYPE_INT32), "abc"'],
      [
        /expected (a |an )?(number|integer|int|string|boolean|array|object|list|dictionary)(?! to (have|be)|.{0,40}received undefined)/,
        'Expected a list, got a text.',
      ],
      [/(string|number|integer|boolean|array|object|null) found/, '$.age: string found, integer expected'],
      [/invalid (integer|number|boolean|string|array|object)/, 'Invalid integer: abc'],
      [/(not|to|be) (converted|deserialized?|cast|coerced?)/, 'The value could not be converted.'],
      [/parse \w+ as/, 'Unable to parse string as UUID.'],
    ],
  },
  {
    keywords: { names: [...unknownMembers, 'unevaluatedItems', 'items'] },
    phrases: [
      [
        /(unknown|unexpected|unrecogni[sz]ed|unsupported|additional|extra|undocumented) (\w+ )?(field|property|properties|fields|keys?)/,
        'Unknown field.',
      ],
      [
        /(unknown|unexpected|unrecogni[sz]ed|unsupported|additional|extra|undocumented) (\w+ )?(attributes?|members?|elements?|name)/,
        'Extra attribute: colour',
      ],
      [
        /(unknown|unexpected|unrecogni[sz]ed|unsupported|additional|extra|undocumented) (\w+ )?(parameters?|inputs?|arguments?)/,
        'Received unknown parameter: colour',
      ],
      [
        /(?<=(?<!\bvalues?) )(is|are|was|were) not (allowed|permitted|recogni[sz]ed|expected|defined)(?! to)/,
        '"colour" is not allowed',
      ],
      [/^not (allowed|permitted)(?! to)/, 'Not permitted.'],
      [/(is|was) unexpected\w*/, "('colour' was unexpected)"],
      [/can not find fields?/, 'Unknown: cannot find field.'],
      [/does not exist on types?/, "'colour' does not exist on type 'microsoft.graph.user'."],
      [/(must|should) not exist/, 'colour should not exist'],
    ],
  },
  {
    keywords: { suggests: ['enum', 'const', ...unknownMembers] },
    phrases: [
      [
        /only (?!.{0,40}(parameter|field|property)).{1,60} (is|are) (supported|allowed)/,
        'Only open and shut are supported.',
      ],
    ],
  },
  {
    keywords: { names: ['uniqueItems'] },
    phrases: [
      [/(duplicates?|duplicated)(?! (request|submission|transaction|resource))/, 'The list has duplicates.'],
      [/unique(?! (request|submission|transaction|resource))/, '[1, 1] has non-unique elements'],
      [/repeated(?! (request|submission|transaction|resource))/, 'The tag a is repeated.'],
      [/more than once/, 'The tag a is there more than once.'],
      [/same .{1,30}twice/, 'The same tag appears twice.'],
    ],
  },
  {
    keywords: { names: ['uniqueItems', 'contains', 'maxContains'], suggests: ['maxItems'] },
    phrases: [
      [
        /(multiple|several|more than one) (?!errors|problems|issues|faults)[\w ]{1,30}(specified|provided|given|found|supplied)/,
        'Multiple home addresses provided.',
      ],
    ],
  },
  {
    keywords: { names: ['multipleOf'] },
    phrases: [
      [/multiples? of/, 'must be multiple of 5'],
      [/divisible/, 'The amount must be divisible by 5.'],
      [/increments? of/, 'The amount goes in increments of 5.'],
      [/decimal places?/, 'The amount has 3 decimal places.'],
    ],
  },
  {
    keywords: { names: ['syntax'] },
    phrases: [
      [
        /(invalid|malformed|unparse?able|bad|broken|valid) (json|xml)(?! payload received\. unknown)/,
        'Invalid JSON encountered.',
      ],
      [/(json|xml) (is )?(invalid|malformed|not valid|syntax|parse|decode|tokens)/, 'JSON decode error'],
      [/malformed (request|body|payload|syntax)/, 'There is a malformed payload.'],
      [/(body|payload|request) (is )?malformed/, 'The request body is malformed.'],
      [/syntax/, 'There is an error of syntax.'],
      [/pars(e|ed|ing)(?! \w+ as)/, 'Problems parsing the body.'],
      [/(could|can|unable) (not be|to) read/, 'The body could not be read.'],
      [/unreadable/, 'The body is unreadable.'],
      [/unexpected (token|character|end)/, 'Unexpected token } at position 12'],
      [/expecting value/, 'Expecting value: line 1 column 1 (char 0)'],
      [/start of a value/, "'x' is an invalid start of a value."],
    ],
  },
  {
    keywords: { names: ['mediaType'], suggests: ['charset'] },
    phrases: [
      [/media types?/, 'Unsupported media type "text/plain" in request.'],
      [/content types?/, "Content-Type 'text/plain' is not supported"],
      [/mime/, 'This MIME type is not supported.'],
    ],
  },
  {
    keywords: { names: ['charset'], allows: ['mediaType'] },
    phrases: [
      [/charset/, 'The charset is not supported.'],
      [/character set/, 'The character set is not supported.'],
      [/character encoding/, 'The character encoding is not supported.'],
      [/utf ?8/, 'The body must be in UTF-8.'],
    ],
  },
  {
    keywords: { names: ['accept'] },
    phrases: [
      [/not acceptable/, 'Not Acceptable'],
      [/accept header/, 'Could not satisfy the request Accept header.'],
      [/^accept/, 'Accept: text/plain'],
    ],
  },
  {
    keywords: { names: ['anyOf', 'oneOf'] },
    phrases: [
      [/(sub)?schemas? in ['"]?(one|any) of/, 'No subschema in "oneOf" matched.'],
      [/(exactly|at least|only|any) one of/, 'Exactly one of card and account, please.'],
      [/alternatives/, 'The payment fits none of the alternatives.'],
    ],
  },
  {
    keywords: { names: ['not', 'false schema'] },
    phrases: [
      [/not be valid/, 'must NOT be valid'],
      [/boolean schema is false/, 'boolean schema is false'],
    ],
  },
  {
    keywords: { names: ['contains'] },
    phrases: [[/contain at (least|most) \d+ (valid|items of)(?= )/, 'must contain at least 1 valid item(s)']],
  },
];

/** The phrases that only report that a value is wrong. They count where no phrase reports a particular kind of fault. */
export const anyWrongValue: FaultKind = {
  keywords: {
    suggests: [
      ...['format', 'pattern', 'enum', 'const', 'not', 'anyOf', 'oneOf', 'contains', 'multipleOf'],
      ...['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength'],
      ...['uniqueItems', 'maxItems', 'minItems', 'propertyNames', 'maxProperties', 'minProperties', 'maxContains'],
    ],
    allows: ['type', 'additionalProperties', 'unevaluatedProperties', 'false schema'],
  },
  phrases: [
    [/invalid/, 'The status is invalid.'],
    [/inval/, 'INVAL'],
    [/not (a )?valid/, "The value 'abc' is not valid for Age."],
    [/incorrect/, 'The password is incorrect.'],
    [/wrong/, 'The status is wrong.'],
    [/bad/, 'bad_status'],
    [/illegal/, 'This status is illegal.'],
    [/unacceptable/, 'This status is unacceptable.'],
    [/improper/, 'This status is improper.'],
    [/failed validation/, 'The status failed validation.'],
  ],
};

/** The phrases about callers and servers that would otherwise be read as phrases about values. */
export const unrelatedPhrases: readonly Phrase[] = [
  [/rate limit(s|ed|ing)?/, 'API rate limit exceeded for 127.0.0.1.'],
  [/quota/, 'Quota exceeded for quota metric'],
  [/throttl(ed|ing)/, 'The request was throttled: too many of them.'],
  [/too many (requests|attempts|calls|connections)/, 'Too many requests'],
  [/(length|payment|login) required/, 'Length Required'],
];
