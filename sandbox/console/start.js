// Starts Swagger UI on the document that the page names. It is a file of its own, since the page's policy allows no other.

const place = document.getElementById('console');
const news = document.getElementById('news');
const address = new URL(place.dataset.document, document.baseURI).href;

/** What Swagger UI leaves without a name, by what it is called to somebody who cannot see what stands around it. */
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

/** Names what has no name, and lets the keyboard scroll what is wider than its box. */
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

/** Once for all that changes before the page is drawn again. */
new MutationObserver(() => {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    makeAccessible();
  });
}).observe(place, { childList: true, subtree: true });

/** An image in a text becomes a link to it: the page loads nothing from other hosts, nor are there any images here. */
function withoutImages(markdown) {
  return markdown
    .replace(/!\[(?=[^\]]*\][([])/g, '[')
    .replace(/<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>/gi, '<a href="$1">$1</a>');
}

/** A link inside of a button cannot be reached; the address bar shows the link to an opened operation all the same. */
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

window.SwaggerUIBundle({
  domNode: place,
  url: address,
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  // All but TRACE, which no page can send (Fetch Standard, 2.2.1).
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
