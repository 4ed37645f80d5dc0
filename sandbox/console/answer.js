// What an operation answered: the status and what the sandbox says first, then the body, then everything else.

/** The header fields by which the sandbox explains an answer, in the order of the page. */
const explaining = [
  ['sandbox-scenario', 'Scenario'],
  ['sandbox-trigger', 'Trigger'],
  ['sandbox-faults', 'Faults'],
  ['sandbox-hint', 'Hint'],
];

/** Returns the components that show an answer, and fold what is documented. */
export function answer({ React }) {
  const h = React.createElement;

  function Folded({ summary, className, children, ...props }) {
    const [isOpen, setOpen] = React.useState(false);
    const onToggle = ({ currentTarget }) => setOpen(currentTarget.open);
    return h('details', { className, onToggle, ...props }, h('summary', null, summary), isOpen && children());
  }

  function Headers({ headers }) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`);
    return h(
      'details',
      { open: true },
      h('summary', null, 'Response headers'),
      h('pre', { className: 'microlight answer-headers' }, lines.join('\n')),
    );
  }

  /** The status, and the header fields of the sandbox. */
  function Facts({ response }) {
    const status = response.get('status');
    const headers = response.get('headers').toJS();
    const list = React.useRef(null);
    React.useEffect(() => {
      list.current.scrollIntoView({ block: 'nearest' });
    }, [response]);
    return h(
      'dl',
      { className: 'answer-facts', ref: list },
      h(
        'div',
        null,
        h('dt', null, 'Status'),
        h('dd', { className: `answer-status status-${String(status)[0]}` }, status),
      ),
      explaining.map(([field, name]) =>
        headers[field] === undefined
          ? null
          : h('div', { key: field }, h('dt', { title: field }, name), h('dd', { 'data-field': field }, headers[field])),
      ),
    );
  }

  function Answer({ response, getComponent, getConfigs, specSelectors, path, method }) {
    const request = specSelectors.mutatedRequestFor(path, method);
    const url = request?.get('url');
    const headers = response.get('headers').toJS();
    const content = response.get('text');
    const [Curl, ResponseBody] = [getComponent('curl', true), getComponent('responseBody')];
    const contentType = headers['content-type'];
    return h(
      'section',
      { className: 'answer', 'aria-label': 'Answer' },
      h(Facts, { response }),
      response.get('status') === undefined && h('p', null, response.get('message')),
      content && h(ResponseBody, { content, contentType, url, headers, getConfigs, getComponent }),
      h(Headers, { headers }),
      request &&
        h(Folded, { summary: 'Request', className: 'answer-request' }, () =>
          h(
            React.Fragment,
            null,
            h(
              'div',
              { className: 'request-url' },
              h('h4', null, 'Request URL'),
              h('pre', { className: 'microlight' }, url),
            ),
            h(Curl, { request }),
          ),
        ),
    );
  }

  return {
    liveResponse: () => Answer,
    responses: (Original) => (props) => {
      const { tryItOutResponse: response, ...rest } = props;
      const Answer = props.getComponent('liveResponse');
      return h(
        React.Fragment,
        null,
        response && h(Answer, { ...rest, response }),
        h(Folded, { summary: 'Documented responses', className: 'documented' }, () => h(Original, rest)),
      );
    },
  };
}
