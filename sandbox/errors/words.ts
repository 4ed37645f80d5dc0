/** Maximum number of characters that are analysed. Messages name the fault early, and the patterns stay fast. */
const maxLength = 1000;

/**
 * Normalizes a text to lower-case words: splits `TOO_LONG`, `body-too-long` and `tooLong`, and expands `can't` to `can
 * not`.
 */
export function plainText(text: string): string {
  return text
    .slice(0, maxLength)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\bcan['’]t\b|\bcannot\b/g, 'can not')
    .replace(/n['’]t\b/g, ' not')
    .replaceAll('(s)', 's')
    .replace(/[_\s-]+/g, ' ');
}

/** Returns the words of a text, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return plainText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether a word may occur in any error, whatever its subject. */
export function isGeneral(word: string): boolean {
  return generalWords.has(word) || /^\d+$/.test(word);
}

/** Returns the words of a text that name its subject. Empty if they describe only a kind of fault. */
export function meaningfulWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !isGeneral(word));
}

const generalWords = new Set(
  [
    // Function words.
    'a also all an and another any as at be because been being but by can could did do does each every for from had has',
    'have having here if in into is it its least less may might more most must need needed needs no none nor not of on',
    'one ones only or other out please s shall should since so some sorry t than that the their then there these they',
    'this those to too up was we were what when which while who will with without would you your',
    // Parts of any request.
    'argument arguments array arrays attribute attributes body boolean bytes char character characters chars data element',
    'elements entries entry field fields format header headers http input inputs integer item items json length list lists',
    'member members message messages number numbers object objects param parameter parameters params path payload payloads',
    'properties property query request requests response rule rules schema size specification string strings syntax type',
    'types value values xml',
    // Descriptions of faults.
    'above absent acceptable accepted additional allowed bad badly below between big blank broken check contain contained',
    'contains correct decode decoded deserialize duplicate duplicated duplicates empty encountered enum error errors exactly',
    'exceed exceeded exceeding exceeds expected extra fail failed failing fails failure few fewer following formatted found',
    'given great greater high higher illegal improper include included incorrect inval invalid issue issues large larger',
    'little long longer low lower malformed mandatory many match matches matching max maximum min minimum missing multiple',
    'negative null omitted once own parse parsed parser parsing passed pattern permitted positive possible present problem',
    'problems processed provide provided provides range read readable received recognised recognized regex rejected repeated',
    'required right same selected send sent several short shorter small smaller specified specify supplied supply supported',
    'twice unable unacceptable unexpected unique unknown unparsable unparseable unprocessable unreadable unrecognised',
    'unrecognized unsupported valid validate validated validating validation violated violation violations well wrong',
    // Names of errors and of examples.
    'add added case create created creation delete deleted err example exception save scenario update updated updates',
  ]
    .join(' ')
    .split(' '),
);
