// The choice of the scenario that answers: one radio group per operation, in place of the parameter `Prefer`.

/** The scenario that the address of the page names; null if it names none. */
export const linked = new URLSearchParams(location.search).get('scenario');

export function isLinked({ id }) {
  return id === linked;
}

/** Returns the scenarios of an operation, as the served document lists them for this page. */
export function scenariosOf(operation) {
  return operation?.get('x-sandbox-scenarios')?.toJS() ?? [];
}

export function isPrefer(parameter) {
  return parameter.get('in') === 'header' && parameter.get('name').toLowerCase() === 'prefer';
}

/** Chooses a scenario by its value of `Prefer`; an empty one leaves the choice to the request. */
function choose({ changeParam }, pathMethod, prefer) {
  changeParam(pathMethod, 'Prefer', 'header', prefer || null, false);
}

const neutral = { status: null, example: 'As the request decides', summary: '', request: '', prefer: '' };

/** Returns the components that show the choice: a wrapper of Swagger UI's list of parameters. */
export function scenarioChoice({ React }) {
  const h = React.createElement;

  function Scenario({ scenario, name, isChosen, onChoose, getComponent }) {
    const Markdown = getComponent('Markdown', true);
    const { status, example, summary, request } = scenario;
    const row = React.useRef(null);
    React.useEffect(() => {
      if (isChosen && isLinked(scenario)) row.current.scrollIntoView({ block: 'nearest' });
    }, [isChosen]);
    return h(
      'label',
      { className: 'scenario', ref: row },
      h('input', {
        type: 'radio',
        name,
        checked: isChosen,
        disabled: scenario.prefer === null,
        onChange: () => onChoose(scenario),
      }),
      h(
        'span',
        { className: 'scenario-name' },
        status !== null && h('span', { className: 'unseen' }, `${status} `),
        example,
      ),
      summary && h('span', { className: 'scenario-summary' }, summary),
      request && h('span', { className: 'scenario-request' }, 'Also reached by: ', h(Markdown, { source: request })),
    );
  }

  function ScenarioChoice({ scenarios, parameter, specActions, specSelectors, pathMethod, getComponent }) {
    const chosen = specSelectors.parameterWithMetaByIdentity(pathMethod, parameter)?.get('value') ?? '';
    const group = React.useRef(null);
    React.useEffect(() => {
      const scenario = scenarios.find(isLinked);
      if (!scenario) return;
      choose(specActions, pathMethod, scenario.prefer);
      group.current.scrollIntoView();
    }, []);
    const rows = (list) =>
      list.map((scenario) =>
        h(Scenario, {
          key: scenario.id ?? '',
          scenario,
          name: `scenario ${pathMethod.join(' ')}`,
          isChosen: scenario.prefer === chosen,
          onChoose: ({ prefer }) => choose(specActions, pathMethod, prefer),
          getComponent,
        }),
      );
    const statuses = [...new Set(scenarios.map(({ status }) => status))];
    return h(
      'fieldset',
      { className: 'scenarios', ref: group },
      h('legend', null, 'Scenario'),
      h(
        'div',
        { className: 'scenarios-list' },
        rows([neutral]),
        statuses.map((status) =>
          h(
            'div',
            { key: status, className: `scenarios-status status-${String(status)[0]}` },
            h('span', { className: 'scenarios-code', 'aria-hidden': true }, status),
            rows(scenarios.filter((scenario) => scenario.status === status)),
          ),
        ),
      ),
    );
  }

  return {
    parameters: (Original) => (props) => {
      const scenarios = scenariosOf(props.operation);
      const parameter = props.parameters.find(isPrefer);
      const isOffered = parameter && scenarios.length > 0 && props.tryItOutEnabled;
      return h(
        React.Fragment,
        null,
        isOffered && h(ScenarioChoice, { ...props, scenarios, parameter }),
        h(Original, { ...props, parameters: props.parameters.filterNot(isPrefer) }),
      );
    },
  };
}
