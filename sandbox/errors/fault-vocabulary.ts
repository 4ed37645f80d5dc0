import { boundsIn } from './bounds.ts';
import { plainText } from './words.ts';

/**
 * Which keywords the words of an error example are about. Weights: 4, the words name this kind of fault; 3, they may
 * well mean it; 1, they do not exclude it.
 */
export type KeywordWeights = Readonly<Record<string, number>>;

const all = (weight: number, ...keywords: readonly string[]): KeywordWeights =>
  Object.fromEntries(keywords.map((keyword) => [keyword, weight]));

const required: KeywordWeights = {
  ...all(4, 'required', 'dependentRequired'),
  ...all(3, 'minItems', 'minLength', 'minProperties', 'contains'),
};
const empty: KeywordWeights = { ...all(4, 'minLength', 'minItems', 'minProperties'), ...all(3, 'required', 'pattern') };
const form: KeywordWeights = { ...all(4, 'format', 'pattern'), ...all(3, 'type') };
const type: KeywordWeights = { ...all(4, 'type'), ...all(3, 'format', 'pattern') };
const unknown = all(
  4,
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'false schema', 'unevaluatedItems', 'items'],
);
const choice = all(4, 'anyOf', 'oneOf');

/** Words for a kind of fault, and the keywords that tell it. Several rows may apply. */
const specific: readonly (readonly [RegExp, KeywordWeights])[] = [
  [
    /(?<!\b(not|no longer|valid \w+|valid \w+ is) )\brequired\b(?! (type|pattern|format))|\b(missing|mandatory|absent|omitted|must have (a |an |the )?(property|field)|has no value)\b/,
    required,
  ],
  [
    /\b(not (been )?(specified|provided|supplied|present|given|sent|set|included(?! in)|be (omitted|undefined))|(must|should) (be )?(specified|provided|supplied|present|given|included|set|specify|provide|supply)|no [\w ]{1,30}(specified|provided|supplied|given)|(received|found|got) (undefined|nothing))\b/,
    required,
  ],
  [/\b((is|was|be) (null|none|nil))\b/, { ...required, ...all(3, 'type') }],
  [
    /(?<!\b(must|should) )\b(be|is|was|are) (an )?(empty|blank)\b|\b(non empty|allowed to be empty|(an|passed) empty (string|value|array|list|object)|left blank)\b/,
    empty,
  ],
  [
    /\b((?<!(json|xml) )format(ted)?|malformed(?! (json|xml|body|request|payload|syntax))|pattern|regex|regular expression|(not|does|must|should) match(?! (exactly |a |any |all |one )*schema)|iso ?8601|rfc ?3339|well formed|(illegal|invalid|special|disallowed|forbidden|unsupported) characters?|must consist of|alphanumeric)\b/,
    form,
  ],
  [
    /\b(not|be|is|enter|contain) (an? (valid )?|valid )(date|date time|datetime|timestamp|uuid|guid|e ?mail|ur[il]|ip|ipv[46]|hostname|address|phone)\b/,
    form,
  ],
  [
    /\b((must|should) be (any|either)|(?<!(exactly|at least|only|more than|any|in) ['"]?)one of(?! ((these|the following) formats|the documented alternatives))|(allowed|permitted|accepted|possible|supported|valid|enum) (values?|options?|choices?)|enum(eration)?|choice|(unknown|unsupported|unexpected|unrecogni[sz]ed) (value|option|status|type|code)|not (a |an |one of )?(supported|allowed|known|permitted|recogni[sz]ed) (value|option|status|type|code)|not (included )?in the (list|set|value set|enum)|not found in the value set|(not|have) a valid value|be equal to|which does not include|values? (is|are) not (allowed|permitted|supported))\b/,
    all(4, 'enum', 'const'),
  ],
  [
    /\b(must|should) be ['"`]?(?!(less|greater|more|fewer|higher|lower|equal|null|empty|\d+) )[\w-]+['"`]? or ['"`]?[\w-]+['"`]?(?! than)\b/,
    all(4, 'enum', 'const'),
  ],
  [/\b(must|should) be ['"`]/, all(4, 'enum', 'const')],
  [
    /\b(not|be|is) an? valid (?!(number|numeric|integer|int|string|boolean|bool|array|list|object|json|choice|value|option|item)\b)\w/,
    { ...form, ...all(3, 'enum', 'const') },
  ],
  [
    /\b(be|is not|not|to) (a |an )?(valid |whole |positive |negative |json )*(number|numeric|integer|int|string|boolean|bool|array|list|object|dictionary|float|double|decimal)\b(?! (with|of|in|between|that|or array type with))/,
    type,
  ],
  [
    /\b(valid (number|integer|string|boolean|array|list|object) is required|(wrong|incorrect|invalid|unexpected|expected|required|input|be of|is of|not of|value of) (data )?type|type mismatch|(?<!parameter )type (int ?\d*|string|bool|double|float)|mismatched type|expected (a |an )?(number|integer|int|string|boolean|array|object|list|dictionary)(?! to (have|be)|.{0,40}received undefined)|(string|number|integer|boolean|array|object|null) found|invalid (integer|number|boolean|string|array|object)|(not be|not|to|be) (converted?|deserialized?|cast|coerced?)|parse \w+ as)\b/,
    type,
  ],
  [
    /\b(unknown|unexpected|unrecogni[sz]ed|unsupported|additional|extra|undocumented) (\w+ )?(field|property|properties|fields|parameters?|keys?|attributes?|members?|elements?|inputs?|name|arguments?)\b/,
    unknown,
  ],
  [
    /(?<!\bvalues?) \b(is|are|was|were) not (allowed|permitted|recogni[sz]ed|expected|defined)\b(?! to)|^not (allowed|permitted)\b(?! to)|\b(is|was) unexpected|can not find field|does not exist on type|(must|should) not exist\b/,
    unknown,
  ],
  [
    /\bonly (?!.{0,40}(parameter|field|property)).{1,60} (is|are) (supported|allowed)\b/,
    all(3, 'enum', 'const', 'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'false schema'),
  ],
  [
    /\b(duplicates?|duplicated|unique|more than once|repeated|same .{1,30}twice)\b(?! (request|submission|transaction|resource))/,
    all(4, 'uniqueItems'),
  ],
  [
    /\b(multiple|several|more than one) (?!errors|problems|issues|faults)[\w ]{1,30}(specified|provided|given|found|supplied)\b/,
    { ...all(4, 'uniqueItems', 'contains', 'maxContains'), ...all(3, 'maxItems') },
  ],
  [/\b(multiples? of|divisible|increments? of|decimal places?)\b/, all(4, 'multipleOf')],
  [
    /\b((invalid|malformed|not valid|unparsable|unparseable|bad|broken|valid) (json|xml)(?! payload received\. unknown)|(json|xml) (is )?(invalid|malformed|not valid|syntax|parse|decode|tokens)|malformed (request|body|payload|syntax)|(body|payload|request) (is )?malformed|syntax|pars(e|ed|ing)(?! \w+ as)|(could|can|unable) (not be|to) read|unreadable|unexpected (token|character|end)|expecting value|start of a value)\b/,
    all(4, 'syntax'),
  ],
  [/\b(media types?|content types?|mime)\b/, { ...all(4, 'mediaType'), ...all(3, 'charset') }],
  [/\b(charset|character set|character encoding|utf ?8)\b/, { ...all(4, 'charset'), ...all(1, 'mediaType') }],
  [/\b(not acceptable|accept header)\b|^accept\b/, all(4, 'accept')],
  [/\b((sub)?schemas? in ['"]?(one|any) of|(exactly|at least|only|any) one of|alternatives)\b/, choice],
  [/\b(not be valid|boolean schema is false)\b/, { ...all(4, 'not', 'false schema') }],
  [/\bcontain at (least|most) \d+ (valid |items of )/, all(4, 'contains')],
];

/** Words that only say that a value is not right. */
const generic =
  /\b(invalid|not (a )?valid|incorrect|wrong|bad|illegal|unacceptable|improper|inval|failed validation)\b/;

/** What "invalid" may mean of a value that is there. */
const wrongValue: KeywordWeights = {
  ...all(3, 'format', 'pattern', 'enum', 'const', 'not', 'anyOf', 'oneOf', 'contains', 'multipleOf'),
  ...all(3, 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength'),
  ...all(3, 'uniqueItems', 'maxItems', 'minItems', 'propertyNames', 'maxProperties', 'minProperties', 'maxContains'),
  ...all(1, 'type', 'additionalProperties', 'unevaluatedProperties', 'false schema'),
};

/** What is said of callers and servers, in words that are also said of values. */
const elsewhere =
  /\b(rate limit(s|ed|ing)?|quota|throttl(ed|ing)|too many (requests|attempts|calls|connections)|(length|payment|login) required)\b/;

/** The kinds that a text names; undefined where it names none. */
export function keywordWeightsIn(
  text: string,
): { readonly keywordWeights: KeywordWeights; readonly isSpecific: boolean } | undefined {
  const words = plainText(text);
  if (elsewhere.test(words)) return undefined;
  const found = [
    ...specific.filter(([pattern]) => pattern.test(words)).map(([, keywordWeights]) => keywordWeights),
    ...boundsIn(words).map(({ intended, possible }) => ({ ...all(3, ...possible), ...all(4, ...intended) })),
  ];
  if (found.length > 0) return { keywordWeights: strongest(found), isSpecific: true };
  return generic.test(words) ? { keywordWeights: wrongValue, isSpecific: false } : undefined;
}

function strongest(keywordWeights: readonly KeywordWeights[]): KeywordWeights {
  const result: Record<string, number> = {};
  for (const [keyword, weight] of keywordWeights.flatMap((one) => Object.entries(one))) {
    result[keyword] = Math.max(result[keyword] ?? 0, weight);
  }
  return result;
}
