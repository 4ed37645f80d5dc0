/**
 * Which keywords the words of an error example are about. Weights: 4, the words name this kind of fault; 3, they may
 * well mean it; 1, they do not exclude it.
 */
export type Kinds = Readonly<Record<string, number>>;

const all = (weight: number, ...keywords: readonly string[]): Kinds =>
  Object.fromEntries(keywords.map((keyword) => [keyword, weight]));

/** Words for a kind of fault, and the keywords that tell it. Several rows may apply. */
const specific: readonly (readonly [RegExp, Kinds])[] = [
  [
    /\b(required|missing|mandatory|absent|omitted|not (been )?(specified|provided|supplied|present|given|included)|must (be )?(specified|provided|supplied|present|given|included|specify|provide|supply|include|contain a)|(is|be|was) (empty|blank|null)|no [\w-]+ (has been |was |is )?(specified|provided|supplied|given))\b/,
    { ...all(4, 'required', 'dependentRequired'), ...all(3, 'minItems', 'minLength', 'minProperties', 'contains') },
  ],
  [
    /\b(too long|longer than|max(imum)? length|length limit|(at most|more than|maximum( of)?|up to|max|exceeds?) \d+ characters)\b/,
    { ...all(4, 'maxLength', 'maxItems'), ...all(3, 'maxProperties') },
  ],
  [
    /\b(too many|(more than|at most|maximum( of)?|max|up to|exceeds?( the)?( maximum( of)?)?) (\d+|one|the allowed number of) (items?|elements?|entries|values?|recipients?)|(maximum|max) (number|count|of \d+ items)|only one)\b/,
    { ...all(4, 'maxItems', 'maxContains'), ...all(3, 'maxProperties', 'contains') },
  ],
  [
    /\b(too (large|big|high|great)|exceed(s|ed|ing)?(?! (the )?max(imum)? (length|number))|maximum(?! (length|number|count))|at most|not (be )?(greater|more|larger|higher|above)|must be (less|lower|smaller|below)|(is|was) (greater|more|larger|higher|above))\b/,
    {
      ...all(4, 'maximum', 'exclusiveMaximum'),
      ...all(3, 'maxLength', 'maxItems', 'maxProperties'),
    },
  ],
  [
    /\b(too short|shorter than|min(imum)? length|(at least|less than|fewer than|minimum( of)?|min) \d+ characters)\b/,
    { ...all(4, 'minLength', 'minItems'), ...all(3, 'minProperties') },
  ],
  [
    /\b(too few|fewer than|at least (\d+|one) (items?|elements?|entry|entries|values?)|(must|cannot|should) (not )?(be )?(an )?empty)\b/,
    { ...all(4, 'minItems'), ...all(3, 'minLength', 'minProperties', 'contains') },
  ],
  [
    /\b(too (small|low|little)|minimum(?! length)|at least|positive|negative|not (be )?(less|lower|smaller|below)|must be (greater|more|larger|higher|above)|(is|was) (less|lower|smaller|below))\b/,
    { ...all(4, 'minimum', 'exclusiveMinimum'), ...all(3, 'minLength', 'minItems', 'minProperties') },
  ],
  [
    /\b(format(ted)?|malformed|pattern|match(es)?|regex|iso[ -]?8601|rfc[ -]?3339|(not|be) a(n)? (valid )?(date|date-time|datetime|timestamp|uuid|guid|e-?mail|ur[il]|ip)|well[ -]formed)\b/,
    { ...all(4, 'format', 'pattern'), ...all(3, 'type') },
  ],
  [
    /\b((must|should) be (one|any|either)|one of|(must|should) be [\w-]+ or [\w-]+|(allowed|permitted|accepted|possible|supported|valid) values?|enum(eration)?|(unknown|unsupported|unexpected|unrecogni[sz]ed) (value|option|status|type|code)|not (a |one of the )?(supported|allowed|known|permitted|recogni[sz]ed) (value|option|status|type|code))\b/,
    all(4, 'enum', 'const'),
  ],
  [
    /\b((be|is not|not) (a |an )?(whole |valid |positive |negative )*(number|numeric|integer|string|boolean|array|list|object)|(wrong|incorrect|invalid|unexpected) (data )?type|type mismatch|expected (a |an )?(type|number|integer|string|boolean|array|object))\b/,
    { ...all(4, 'type'), ...all(3, 'format', 'pattern') },
  ],
  [
    /\b((unknown|unexpected|unrecogni[sz]ed|unsupported|additional|extra|undocumented) (field|property|properties|fields|parameters?|keys?|attributes?|members?|elements?)|(is|are) not (allowed|permitted|recogni[sz]ed|expected)|not allowed|only .{1,60}(is|are) (supported|allowed))\b/,
    all(4, 'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'false schema', 'additionalItems'),
  ],
  [/\b(duplicates?|duplicated|unique|more than once|repeated|same .{1,30}twice)\b/, all(4, 'uniqueItems')],
  [/\b(multiples? of|divisible|increments? of|decimal places?)\b/, all(4, 'multipleOf')],
  [
    /\b((invalid|malformed|not valid|unparsable|unparseable|bad) (json|xml|syntax)|(json|xml) (is )?(invalid|malformed|not valid|syntax|parse)|pars(e|ed|ing)|syntax|(could|can|can) ?not be read|unreadable|valid json)\b/,
    all(4, 'syntax'),
  ],
  [/\b(media ?types?|content[ -]types?|mime)\b/, { ...all(4, 'mediaType'), ...all(3, 'charset') }],
  [/\b(charset|character set|character encoding|utf-?8)\b/, { ...all(4, 'charset'), ...all(1, 'mediaType') }],
  [/\b(not acceptable|accept header|accept)\b/, all(4, 'accept')],
];

/** Words that only say that a value is not right. */
const generic = /\b(invalid|not valid|incorrect|wrong|bad|illegal|unacceptable|improper|inval|failed validation)\b/;

/** What "invalid" may mean of a value that is there. */
const wrongValue: Kinds = {
  ...all(3, 'format', 'pattern', 'enum', 'const', 'not', 'anyOf', 'oneOf', 'contains', 'multipleOf'),
  ...all(3, 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength'),
  ...all(3, 'uniqueItems', 'maxItems', 'minItems', 'propertyNames', 'maxProperties', 'minProperties', 'maxContains'),
  ...all(1, 'type', 'additionalProperties', 'unevaluatedProperties', 'false schema'),
};

/** The kinds that a text names; undefined where it names none. */
export function kindsIn(text: string): { readonly kinds: Kinds; readonly isSpecific: boolean } | undefined {
  // `TOO_LONG`, `body-too-long` and `tooLong` are words, too.
  const words = text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  const spaced = words.replaceAll('-', ' ');
  const found = specific.filter(([pattern]) => pattern.test(words) || pattern.test(spaced)).map(([, kinds]) => kinds);
  if (found.length > 0) return { kinds: strongest(found), isSpecific: true };
  return generic.test(spaced) ? { kinds: wrongValue, isSpecific: false } : undefined;
}

function strongest(kinds: readonly Kinds[]): Kinds {
  const result: Record<string, number> = {};
  for (const [keyword, weight] of kinds.flatMap((one) => Object.entries(one))) {
    result[keyword] = Math.max(result[keyword] ?? 0, weight);
  }
  return result;
}
