/** The script that runs before each request of a collection. */
export const beforeRequest = `// What was said of the request before this one is forgotten.
['expected', 'schemas', 'body'].forEach((name) => pm.variables.set(name, ''));

// Each attempt has ids of its own.
pm.variables.set('requestId', pm.variables.replaceIn('{{$guid}}'));
pm.variables.set('correlationId', pm.variables.replaceIn('{{$guid}}'));

// Operations with servers of their own move with the others, unless an environment says where they are.
pm.variables.set('origin', pm.variables.replaceIn('{{baseUrl}}').replace(/^(\\w+:\\/\\/[^/]*).*/, '$1'));`;

/** The script that runs after each response. The request's script stores what is expected, its folder's the schemas. */
export const afterAnswer = `// Compares an answer with what its request expects, and with the schemas of its operation.
const isSandbox = pm.response.headers.has('Sandbox-Scenario');
const mediaType = (pm.response.headers.get('Content-Type') || '').split(';')[0].trim().toLowerCase();
const isJson = /^(application|text)\\/json$|\\+json$/.test(mediaType);
// Bruno, which can import this collection, has another view of a body.
const inBruno = typeof bru !== 'undefined';
const text = pm.response.text() || '';
const length = inBruno ? res.getSize().body : text.length;
const variables = pm.variables.toObject();
const expected = JSON.parse(filled(variables.expected || '{}'));
const schemas = JSON.parse(variables.schemas || '{"answers":{}}');

// Some answers a sandbox gives because it is asked to, such as a 429. Other servers have reasons of their own.
if (expected.status && (isSandbox || !expected.onlyInSandbox)) {
  pm.test('Status ' + expected.status, () => pm.response.to.have.status(expected.status));
  pm.test('Media type ' + (expected.mediaType || 'none'), () => pm.expect(mediaType).to.equal(expected.mediaType || ''));
}

// What is in the body, to the letter, is known of a sandbox only.
if (expected.scenario && isSandbox) {
  pm.test('Scenario ' + expected.scenario, () => pm.response.to.have.header('Sandbox-Scenario', expected.scenario));
  pm.test('Body of the scenario', () => {
    if ('json' in expected) pm.expect(pm.response.json()).to.eql(expected.json);
    else if (inBruno) expectInBruno(expected);
    else if ('base64' in expected) pm.expect(pm.response.stream.toString('base64')).to.equal(expected.base64);
    else pm.expect(text).to.equal(expected.text || '');
  });
}

for (const name of expected.mirrored || []) {
  if (!pm.request.headers.has(name)) continue;
  const sent = pm.request.headers.get(name);
  pm.test(name + ' comes back', () => pm.response.to.have.header(name, sent));
}

const schema = schemaOf(String(pm.response.code));
if (schema && isJson && length > 0 && !(isSandbox && expected.breaksSchema)) {
  pm.test('Schema of the answer', () => {
    // The validators of Postman and of Bruno are two versions of Ajv, and read schemas alike with these settings.
    const settings = { strict: false, unicodeRegExp: false, multipleOfPrecision: 9 };
    pm.expect(pm.response.json()).to.have.jsonSchema({ $ref: schema, definitions: schemas.definitions }, settings);
  });
}

/** The schema for a status: its own, that of its range, or the default. */
function schemaOf(status) {
  const answer = schemas.answers[status] || schemas.answers[status[0] + 'XX'] || schemas.answers.default || {};
  return answer[mediaType];
}

/** What is expected depends on where the request was sent to, and on its ids. */
function filled(text) {
  return text.replace(/\\{\\{(origin|baseUrl\\d*|requestId|correlationId)\\}\\}/g, (name) => pm.variables.replaceIn(name));
}

/** Bruno has no octets of a body, but their number; no text, but the value of JSON, otherwise the text. */
function expectInBruno({ base64, text = '' }) {
  const octets = base64 ? Buffer.from(base64, 'base64') : Buffer.from(text);
  pm.expect(length).to.equal(octets.length);
  const body = pm.response.json();
  if (!base64) pm.expect(body).to.eql(typeof body === 'string' ? text : JSON.parse(text));
}`;
