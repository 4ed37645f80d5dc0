// Starts Swagger UI with the document that the page names. The content security policy of the page forbids inline scripts.

import { keepAccessible } from './accessibility.js';
import { answer } from './answer.js';
import { navigation } from './navigation.js';
import { scenarioChoice } from './scenario-choice.js';

const place = document.getElementById('console');
const news = document.getElementById('news');
const address = new URL(place.dataset.document, document.baseURI).href;

/** Swagger UI has dark colours, and leaves it to the page when to use them. */
const dark = matchMedia('(prefers-color-scheme: dark)');
const followColorScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followColorScheme);
followColorScheme();

/** Replaces images in descriptions by links, since the page loads nothing from other hosts. */
function withoutImages(markdown) {
  return markdown
    .replace(/!\[(?=[^\]]*\][([])/g, '[')
    .replace(/<img\b[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>/gi, '<a href="$1">$1</a>');
}

const plugin = (system) => {
  const h = system.React.createElement;
  return {
    components: navigation(system),
    wrapComponents: {
      ...scenarioChoice(system),
      ...answer(system),
      // No links inside buttons, which the keyboard cannot reach; the navigation links to each operation.
      DeepLink:
        () =>
        ({ text }) =>
          h('span', { className: 'nostyle' }, text),
      // The document as it is for everybody.
      InfoUrl: (Original) => (props) => h(Original, { ...props, url: props.url?.replace(/\?.*/, '') }),
      Markdown: (Original) => (props) => h(Original, { ...props, source: props.source && withoutImages(props.source) }),
    },
  };
};

keepAccessible(place);
const swagger = window.SwaggerUIBundle({
  domNode: place,
  url: address,
  layout: 'ConsoleLayout',
  deepLinking: true,
  oauth2RedirectUrl: new URL('../console/oauth2-redirect.html', document.baseURI).href,
  validatorUrl: null,
  tryItOutEnabled: true,
  // All methods except TRACE, which browsers do not send (Fetch Standard, 2.2.1).
  supportedSubmitMethods: ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'query'],
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
