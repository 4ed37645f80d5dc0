/** What is read of a text: people say what is wrong at once, and no text takes long. */
const readable = 1000;

/** A text as plain words: `TOO_LONG`, `body-too-long` and `tooLong` are words, too, and `can't` is `can not`. */
export function plainText(text: string): string {
  return text
    .slice(0, readable)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\bcan['’]t\b|\bcannot\b/g, 'can not')
    .replace(/n['’]t\b/g, ' not')
    .replaceAll('(s)', 's')
    .replace(/[_\s-]+/g, ' ');
}

/** The words of a text, in lower case. */
export function wordsOf(text: string): readonly string[] {
  return plainText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether any error may have this word, whatever it is about. */
export function isGeneral(word: string): boolean {
  return generalWords.has(word) || /^\d+$/.test(word);
}

/** The words of a text that say more than what kind of fault it is; none: it may be about anything. */
export function meaningfulWords(text: string): readonly string[] {
  return wordsOf(text).filter((word) => !isGeneral(word));
}

const generalWords = new Set(
  [
    // What holds a sentence together.
    'a also all an and another any as at be because been being but by can could did do does each every for from had has',
    'have having here if in into is it its least less may might more most must need needed needs no none nor not of on',
    'one ones only or other out please s shall should since so some sorry t than that the their then there these they',
    'this those to too up was we were what when which while who will with without would you your',
    // What a request is made of, whatever it is for.
    'argument arguments array arrays attribute attributes body boolean bytes char character characters chars data element',
    'elements entries entry field fields format header headers http input inputs integer item items json length list lists',
    'member members message messages number numbers object objects param parameter parameters params path payload payloads',
    'properties property query request requests response rule rules schema size specification string strings syntax type',
    'types value values xml',
    // What is said of them.
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
    // What an error, or an example of one, is called.
    'add added case create created creation delete deleted err example exception save scenario update updated updates',
  ]
    .join(' ')
    .split(' '),
);
