// Starts Swagger UI with the document that the page names. The content security policy of the page forbids inline scripts.

const place = document.getElementById('console');
const news = document.getElementById('news');
const address = new URL(place.dataset.document, document.baseURI).href;

/** Accessible names for elements that Swagger UI leaves without one. */
const names = [
  ['.information-container section', () => 'About the API'],
  ['section.schemes', () => 'Servers and credentials'],
  ['#servers', () => 'Server'],
  ['.close-modal', () => 'Close'],
  ['.modal-btn.authorize', () => 'Authorize'],
  ['.body-param__text', () => 'Request body'],
  ['[data-param-name] .examples-select-element', choiceOf],
  ['[data-param-name] :is(input, textarea, select:not(.examples-select-element))', parameterOf],
  ['.opblock-section-request-body .examples-select-element', () => 'Examples of the request body'],
  ['[data-code] .examples-select-element', (element) => `Examples of the answer ${statusOf(element)}`],
  ['[data-code] .content-type', (element) => `Media type of the answer ${statusOf(element)}`],
  ['.opblock-section-request-body .content-type', () => 'Media type of the request body'],
  ['table.responses-table[role=region]', (element) => `Documented answers of ${element.id}`],
];

function parameterOf(element) {
  return element.closest('[data-param-name]').dataset.paramName;
}

function statusOf(element) {
  return element.closest('[data-code]').dataset.code;
}

function choiceOf(element) {
  return parameterOf(element) === 'Prefer' ? 'Scenario' : `Examples of ${parameterOf(element)}`;
}

/** Adds the missing names, and makes overflowing boxes scrollable by keyboard. */
function makeAccessible() {
  for (const [selector, nameOf] of names) {
    for (const element of place.querySelectorAll(`${selector}:not([data-named])`)) {
      element.setAttribute('aria-label', nameOf(element));
      element.dataset.named = '';
    }
  }
  for (const label of place.querySelectorAll('[data-param-name="Prefer"] .examples-select__section-label')) {
    if (label.firstChild.data !== 'Scenario: ') label.firstChild.data = 'Scenario: ';
  }
  for (const box of place.querySelectorAll('pre.microlight, .renderedMarkdown:has(table)')) box.tabIndex = 0;
}

let isDue = false;

/** Runs once per frame, whatever changed in it. */
new MutationObserver(() => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    makeAccessible();
  });
}).observe(place, { childList: true, subtree: true });

/** Replaces images in descriptions by links, since the page loads nothing from other hosts. */
function withoutImages(markdown) {
  return markdown
    .replace(/!\[(?=[^\]]*\][([])/g, '[')
    .replace(/<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>/gi, '<a href="$1">$1</a>');
}

/** Removes links inside buttons, which the keyboard cannot reach; the address bar still links to an open operation. */
const plugin = ({ React }) => ({
  wrapComponents: {
    DeepLink:
      () =>
      ({ text }) =>
        React.createElement('span', { className: 'nostyle' }, text),
    Markdown: (Original) => (props) =>
      React.createElement(Original, { ...props, source: props.source && withoutImages(props.source) }),
  },
});

const swagger = window.SwaggerUIBundle({
  domNode: place,
  url: address,
  deepLinking: true,
  oauth2RedirectUrl: new URL('../console/oauth2-redirect.html', document.baseURI).href,
  validatorUrl: null,
  tryItOutEnabled: true,
  // All methods except TRACE, which browsers do not send (Fetch Standard, 2.2.1).
  supportedSubmitMethods: ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'query'],
  displayRequestDuration: true,
  docExpansion: 'list',
  syntaxHighlight: { theme: 'tomorrow-night' },
  defaultModelsExpandDepth: 0,
  plugins: [plugin],
  responseInterceptor(response) {
    const scenario = response.headers['sandbox-scenario'];
    if (response.url !== address) news.textContent = `Answered ${response.status}${scenario ? `, ${scenario}` : ''}.`;
    return response;
  },
});

// Any client is accepted; the page of the authorization endpoint shows this name.
swagger.initOAuth({ clientId: 'console', usePkceWithAuthorizationCodeGrant: true });
