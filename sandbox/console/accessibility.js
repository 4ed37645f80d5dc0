// What Swagger UI lacks for those who use a keyboard or a screen reader.

/** Accessible names for elements that Swagger UI leaves without one. */
const names = [
  ['.information-container section', () => 'About the API'],
  ['section.schemes', () => 'Servers and credentials'],
  ['#servers', () => 'Server'],
  ['.close-modal', () => 'Close'],
  ['.modal-btn.authorize', () => 'Authorize'],
  ['.body-param__text', () => 'Request body'],
  ['[data-param-name] .examples-select-element', (element) => `Examples of ${parameterOf(element)}`],
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

/** Adds the missing names, and makes overflowing boxes scrollable by keyboard. */
function makeAccessible(place) {
  for (const [selector, nameOf] of names) {
    for (const element of place.querySelectorAll(`${selector}:not([data-named])`)) {
      element.setAttribute('aria-label', nameOf(element));
      element.dataset.named = '';
    }
  }
  for (const box of place.querySelectorAll('pre.microlight, .renderedMarkdown:has(table)')) box.tabIndex = 0;
}

/** Does so now, and after whatever changes, once per frame. */
export function keepAccessible(place) {
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      makeAccessible(place);
    });
  }).observe(place, { childList: true, subtree: true });
}
