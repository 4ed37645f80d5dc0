import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { responsesOf } from '../fixtures/document.ts';
import { sendSandbox } from '../fixtures/send-document.ts';

const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** Sends each documented request and returns the response example that it leads to: `none` if that is the default. */
async function pairsOf(requests: string, answers: string) {
  const names = words(requests);
  // The bodies share no values, so only names can pair them.
  const examples = Object.fromEntries(names.map((name, index) => [name, { [`is${index}`]: true }]));
  const sandbox = sendSandbox({ schema: {}, examples, responses: responsesOf(words(answers), () => ({})) });
  const pairs = [];
  for (const name of names) {
    const { scenario = '', trigger } = await ask(sandbox, 'POST /things', { body: examples[name] ?? null });
    pairs.push(`${name} ${trigger === 'example' ? decodeURIComponent(scenario).replace('send/', '') : 'none'}`);
  }
  return pairs;
}

/** Names of request examples and of response examples, and the pairs expected. */
type NameRow = readonly [requests: string, answers: string, pairs: readonly string[]];

const sameWords: readonly NameRow[] = [
  ['letter email', '201/letter 201/email', ['letter 201/letter', 'email 201/email']],
  [
    'create-user create-admin',
    '201/user-created 201/admin-created',
    ['create-user 201/user-created', 'create-admin 201/admin-created'],
  ],
  [
    'createUser createAdmin',
    '201/user_created 201/admin_created',
    ['createUser 201/user_created', 'createAdmin 201/admin_created'],
  ],
  [
    'UserRequest AdminRequest',
    '201/UserResponse 201/AdminResponse',
    ['UserRequest 201/UserResponse', 'AdminRequest 201/AdminResponse'],
  ],
  ['new_pet.cat new_pet.dog', '201/cat 201/dog', ['new_pet.cat 201/cat', 'new_pet.dog 201/dog']],
  [
    'app-message app-message-with-keyword-reply app-message-with-free-text-reply',
    '201/in-app 201/in-app-with-keyword-reply 201/in-app-with-free-text-reply',
    [
      'app-message 201/in-app',
      'app-message-with-keyword-reply 201/in-app-with-keyword-reply',
      'app-message-with-free-text-reply 201/in-app-with-free-text-reply',
    ],
  ],
  [
    'in-app-with-free-text-reply-request in-app-request',
    '201/in-app-response 201/in-app-with-free-text-reply-response',
    [
      'in-app-with-free-text-reply-request 201/in-app-with-free-text-reply-response',
      'in-app-request 201/in-app-response',
    ],
  ],
  [
    'MIRequest VATRequest',
    '201/mi-response 201/vat-response',
    ['MIRequest 201/mi-response', 'VATRequest 201/vat-response'],
  ],
  [
    'XMLHttpUpload PDFUpload',
    '201/xml-http-upload 201/pdf-upload',
    ['XMLHttpUpload 201/xml-http-upload', 'PDFUpload 201/pdf-upload'],
  ],
  ['example1 example2', '200/response1 200/response2', ['example1 200/response1', 'example2 200/response2']],
  ['example-1 example-2', '200/response-1 200/response-2', ['example-1 200/response-1', 'example-2 200/response-2']],
  ['request1 request2', '200/example2 200/example1', ['request1 200/example1', 'request2 200/example2']],
  ['größe-klein größe-groß', '200/klein 200/groß', ['größe-klein 200/klein', 'größe-groß 200/groß']],
  [
    'заявка-принята заявка-отложена',
    '200/принята 200/отложена',
    ['заявка-принята 200/принята', 'заявка-отложена 200/отложена'],
  ],
  ['valid-card valid-iban', '200/card 202/iban', ['valid-card 200/card', 'valid-iban 202/iban']],
];

const fewerWords: readonly NameRow[] = [
  ['card-payment bank-payment', '201/card 201/bank', ['card-payment 201/card', 'bank-payment 201/bank']],
  ['card bank', '201/card-payment 201/bank-payment', ['card 201/card-payment', 'bank 201/bank-payment']],
  [
    'card-payment bank-payment',
    '201/card-accepted 201/bank-accepted',
    ['card-payment 201/card-accepted', 'bank-payment 201/bank-accepted'],
  ],
  [
    'order order-with-discount order-with-gift-wrapping',
    '201/order-created 201/discount 201/gift-wrapping',
    ['order 201/order-created', 'order-with-discount 201/discount', 'order-with-gift-wrapping 201/gift-wrapping'],
  ],
  [
    'search-by-name search-by-postcode',
    '200/by-name 200/by-postcode',
    ['search-by-name 200/by-name', 'search-by-postcode 200/by-postcode'],
  ],
  [
    'domestic-transfer international-transfer',
    '201/international 201/domestic',
    ['domestic-transfer 201/domestic', 'international-transfer 201/international'],
  ],
  [
    'sms whatsapp',
    '201/sms-message-queued 201/whatsapp-message-queued',
    ['sms 201/sms-message-queued', 'whatsapp 201/whatsapp-message-queued'],
  ],
  [
    'physical-gift-card digital-gift-card',
    '201/physical 201/digital',
    ['physical-gift-card 201/physical', 'digital-gift-card 201/digital'],
  ],
  ['only', '201/other 201/only-created', ['only 201/only-created']],
  [
    'letter letter-urgent',
    '201/letter-created 201/letter-urgent-created',
    ['letter 201/letter-created', 'letter-urgent 201/letter-urgent-created'],
  ],
];

const unpaired: readonly NameRow[] = [
  ['letter', '201/email 201/sms', ['letter none']],
  ['card-payment card-refund', '201/card 201/bank', ['card-payment none', 'card-refund none']],
  ['card', '201/card-debit 201/card-credit', ['card none']],
  ['create-user update-user', '200/user 200/other', ['create-user none', 'update-user none']],
  ['valid-request sample', '200/success 200/default', ['valid-request none', 'sample none']],
  ['page-1', '200/page-2 200/last', ['page-1 none']],
  ['two-recipients', '200/three-recipients 200/nobody', ['two-recipients none']],
  ['without-address', '201/with-address 201/other', ['without-address none']],
  ['with-address', '201/without-address 201/other', ['with-address none']],
  ['no-reply', '201/reply 201/other', ['no-reply none']],
  ['user-with-address', '201/user 201/address', ['user-with-address none']],
  ['plan-a plan-b', '200/plan 200/other', ['plan-a none', 'plan-b none']],
  ['card', '400/card-invalid 402/card-declined', ['card none']],
  ['generic', '201/created 400/generic 401/generic', ['generic none']],
  ['constructor __proto__', '200/prototype 200/object', ['constructor none', '__proto__ none']],
];

const wrong: readonly NameRow[] = [
  [
    'create-mi-request-success create-mi-request-invalid',
    '201/created 400/error-bad-request',
    ['create-mi-request-success none', 'create-mi-request-invalid 400/error-bad-request'],
  ],
  [
    'create-mi-request-notfound',
    '201/created 400/error-bad-request 404/error-not-found',
    ['create-mi-request-notfound 404/error-not-found'],
  ],
  ['create-mi-request-notfound', '201/created 400/error-bad-request', ['create-mi-request-notfound none']],
  ['user-not-found', '404/user 404/group', ['user-not-found 404/user']],
  ['unknownUser-invalid', '400/bad 404/missing', ['unknownUser-invalid 404/missing']],
  [
    'invalid-card invalid-iban',
    '400/card-invalid 400/iban-invalid',
    ['invalid-card 400/card-invalid', 'invalid-iban 400/iban-invalid'],
  ],
  ['invalid-card', '422/bad-card 400/bad', ['invalid-card 422/bad-card']],
  ['invalid', '4XX/problem', ['invalid 4XX/problem']],
  ['forbidden-user', '400/bad 403/error', ['forbidden-user 403/error']],
  ['unauthorised', '400/bad 401/error', ['unauthorised 401/error']],
  ['bad-duplicate', '400/bad 409/error', ['bad-duplicate 409/error']],
  ['file-too-large', '400/bad 413/error', ['file-too-large 413/error']],
  ['file-too-large', '400/bad', ['file-too-large 400/bad']],
  ['HTTPError', '400/bad', ['HTTPError 400/bad']],
  // An error about one property does not answer a request that is wrong about another.
  ['invalid-email', '400/invalid-phone 400/missing-name', ['invalid-email none']],
  ['invalid-email', '400/invalid-phone', ['invalid-email none']],
  ['invalid-email', '400/invalid-request', ['invalid-email 400/invalid-request']],
  ['invalid-email', '400/email-format 400/missing-name', ['invalid-email 400/email-format']],
  ['invalid', '400/one-thing 400/another', ['invalid none']],
  ['invalid', '201/created', ['invalid none']],
  // The request is named word for word like an error.
  [
    'insufficient-funds-request',
    '201/paid 402/insufficient-funds',
    ['insufficient-funds-request 402/insufficient-funds'],
  ],
  ['create-user-duplicate-email', '201/created 409/duplicate-email', ['create-user-duplicate-email none']],
  ['create-duplicate-email', '201/created 409/duplicate-email', ['create-duplicate-email 409/duplicate-email']],
  // The request is named like a success, although one of its words is an error word.
  ['missing-middle-name', '201/missing-middle-name 400/bad', ['missing-middle-name 201/missing-middle-name']],
  [
    'create-missing-middle-name',
    '201/missing-middle-name-created 400/bad',
    ['create-missing-middle-name 201/missing-middle-name-created'],
  ],
];

describe('a request example is paired with a response example by name', () => {
  it.each(sameWords)('that contains all of its words: %s → %s', async (requests, answers, pairs) =>
    expect(await pairsOf(requests, answers)).toEqual(pairs),
  );

  it.each(fewerWords)('that contains most of its words: %s → %s', async (requests, answers, pairs) =>
    expect(await pairsOf(requests, answers)).toEqual(pairs),
  );

  it.each(unpaired)('not if the name is ambiguous: %s → %s', async (requests, answers, pairs) =>
    expect(await pairsOf(requests, answers)).toEqual(pairs),
  );

  it.each(wrong)('that is an error, if the request is negative: %s → %s', async (requests, answers, pairs) =>
    expect(await pairsOf(requests, answers)).toEqual(pairs),
  );
});
