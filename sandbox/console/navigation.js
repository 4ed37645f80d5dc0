// The list of operations beside the console, with a search; and the operation that the address of the page names.

import { isLinked, linked, scenariosOf } from './scenario-choice.js';

/** Returns the operations as Swagger UI names and groups them. */
function operationsOf(specSelectors) {
  return specSelectors
    .taggedOperations()
    .entrySeq()
    .flatMap(([tag, group]) =>
      group.get('operations').map((item) => {
        const operation = item.get('operation');
        return {
          tag,
          id: operation.get('__originalOperationId') ?? operation.get('operationId') ?? item.get('id'),
          method: item.get('method'),
          path: item.get('path'),
          summary: operation.get('summary') ?? '',
          scenarios: scenariosOf(operation),
        };
      }),
    )
    .toArray();
}

/** Returns whether every word of a query occurs in an operation. */
function matches({ tag, id, method, path, summary }, query) {
  const text = [tag, id, method, path, summary].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function open({ layoutActions }, { tag, id }) {
  layoutActions.show(['operations-tag', tag], true);
  layoutActions.show(['operations', tag, id], true);
}

/** Moves to the heading of an operation, by which it is opened and closed. */
function moveTo({ method, path }) {
  const block = [...document.querySelectorAll(`.opblock-${method}`)].find(
    (one) => one.querySelector('[data-path]')?.dataset.path === path,
  );
  block?.scrollIntoView();
  block?.querySelector('.opblock-summary-control')?.focus({ preventScroll: true });
}

/** Returns the components of the layout: the navigation, and Swagger UI's own beside it. */
export function navigation({ React }) {
  const h = React.createElement;

  function Entry({ operation, isOpen, onMove }) {
    const { tag, id, method, path, summary } = operation;
    const onClick = (event) => {
      event.preventDefault();
      onMove(operation);
    };
    return h(
      'li',
      null,
      h(
        'a',
        { href: `#/${encodeURIComponent(tag)}/${encodeURIComponent(id)}`, onClick, className: isOpen ? 'is-open' : '' },
        h('span', { className: `method method-${method}` }, method.toUpperCase()),
        h('span', { className: 'path' }, path),
        summary && h('span', { className: 'summary' }, summary),
      ),
    );
  }

  function Navigation(system) {
    const { layoutSelectors } = system;
    const [query, setQuery] = React.useState('');
    const [isExpanded, setExpanded] = React.useState(false);
    const operations = operationsOf(system.specSelectors);
    const found = operations.filter((operation) => matches(operation, query.trim()));
    const onMove = (operation) => {
      open(system, operation);
      setExpanded(false);
      requestAnimationFrame(() => moveTo(operation));
    };
    return h(
      'nav',
      { className: `navigation ${isExpanded ? 'is-expanded' : ''}`, 'aria-label': 'Operations' },
      h(
        'button',
        {
          type: 'button',
          className: 'navigation-button',
          'aria-expanded': isExpanded,
          onClick: () => setExpanded(!isExpanded),
        },
        `Operations (${operations.length})`,
      ),
      h(
        'div',
        { className: 'navigation-list' },
        h('input', {
          type: 'search',
          value: query,
          placeholder: 'Search operations',
          'aria-label': 'Search operations',
          onChange: ({ target }) => setQuery(target.value),
        }),
        h(
          'p',
          { className: 'navigation-count', 'aria-live': 'polite' },
          query && `${found.length} of ${operations.length}`,
        ),
        [...new Set(found.map(({ tag }) => tag))].map((tag) =>
          h(
            'section',
            { key: tag, 'aria-label': tag },
            h('h2', null, tag),
            h(
              'ul',
              null,
              found
                .filter((operation) => operation.tag === tag)
                .map((operation) =>
                  h(Entry, {
                    key: operation.method + operation.path,
                    operation,
                    onMove,
                    isOpen: layoutSelectors.isShown(['operations', tag, operation.id], false),
                  }),
                ),
            ),
          ),
        ),
      ),
    );
  }

  /** Opens the operation of the linked scenario, which is then chosen there. */
  function useLinkedScenario(system, isReady) {
    React.useEffect(() => {
      if (!isReady || linked === null) return;
      const operation = operationsOf(system.specSelectors).find(({ scenarios }) => scenarios.some(isLinked));
      // Resolved together with the security schemes, which Swagger UI gathers for 35 ms, it would lose the parameters of its path.
      const timer = operation && setTimeout(() => open(system, operation), 100);
      return () => clearTimeout(timer);
    }, [isReady]);
  }

  function ConsoleLayout(system) {
    const isReady = system.specSelectors.loadingStatus() === 'success' && system.specSelectors.specStr() !== '';
    useLinkedScenario(system, isReady);
    const BaseLayout = system.getComponent('BaseLayout', true);
    const Navigation = system.getComponent('Navigation', true);
    return h(
      'div',
      { className: 'console' },
      isReady && h(Navigation),
      h('div', { className: 'console-main' }, h(BaseLayout)),
    );
  }

  return { ConsoleLayout, Navigation };
}
