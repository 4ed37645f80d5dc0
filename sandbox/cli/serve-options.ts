/** An option of `serve`, as help and README show it. */
export interface ServeOption {
  readonly name: string;
  readonly short?: string;
  /** Its default, or what it takes; empty: it takes nothing. */
  readonly value: string;
  readonly says: string;
}

/** All that `serve` takes: command line, environment, help and README follow from it. */
export const serveOptions = [
  { name: 'port', short: 'p', value: '9000', says: '0 takes any that is free' },
  { name: 'host', value: '127.0.0.1', says: '0.0.0.0 answers the network' },
  { name: 'allowed-hosts', value: 'NAMES', says: 'answer to these names: a.example,*.b.example' },
  { name: 'trust-proxy', value: '', says: 'believe X-Forwarded-* headers' },
  { name: 'scenarios', value: 'DIR', says: 'scenario files, <api>.yaml' },
  { name: 'allow-outside', value: '', says: 'read files that documents refer to, wherever they are' },
  { name: 'auth', value: 'open|strict', says: 'strict asks for credentials' },
  { name: 'dynamic', value: '', says: 'vary bodies made from schemas' },
  { name: 'watch', value: '', says: 'read changed documents again' },
  { name: 'workers', value: '1', says: 'processes that answer; auto: one for each core' },
  { name: 'log', value: 'pretty|json|off', says: 'a line for each request' },
  { name: 'body-limit', value: '1mb', says: 'longer bodies are refused' },
  { name: 'max-delay', value: '30s', says: 'the longest delay that Prefer can ask for' },
  { name: 'max-delayed', value: '10000', says: 'answers that are delayed at once; more get 503' },
  { name: 'max-connections', value: '10000', says: 'connections at once; more are closed' },
  { name: 'header-timeout', value: '20s', says: 'for the header of a request to come' },
  { name: 'request-timeout', value: '2m', says: 'for a request to come, with its body' },
  { name: 'keep-alive-timeout', value: '65s', says: 'for the next request on a connection' },
  { name: 'idle-timeout', value: '2m', says: 'for anything to move during a request' },
] as const satisfies readonly ServeOption[];

/** The variables that stand for an option, the first that is set counting. */
export function variablesOf(option: string): readonly string[] {
  const name = option.toUpperCase().replaceAll('-', '_');
  return [`OPENAPI_SANDBOX_${name}`, ...(option === 'port' || option === 'host' ? [name] : [])];
}

/** The options in columns: how each is written, what it says, and its variables. */
export function serveOptionRows(): readonly (readonly [string, string, string])[] {
  return serveOptions.map((option: ServeOption) => [
    [`--${option.name}`, ...(option.short === undefined ? [] : [`-${option.short}`])].join(', ') +
      (option.value === '' ? '' : ` ${option.value}`),
    option.says,
    variablesOf(option.name).join(', '),
  ]);
}
