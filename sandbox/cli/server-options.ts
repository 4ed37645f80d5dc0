import { defaultLimits } from '../hosts/limited-server.ts';
import { defaultMaxDelay, defaultMaxDelayed } from '../settings.ts';
import type { Colouring } from './colours.ts';
import type { OptionReader } from './option-reader.ts';
import { bytesOf, countOf, hostsOf, millisecondsOf, oneOf, portOf, type Setting } from './settings.ts';

/** The options of a server, whether it serves documents or was built from them. */
export type ServerOptions = Readonly<
  ReturnType<typeof networkOptions> &
    ReturnType<typeof answerOptions> &
    ReturnType<typeof logOption> &
    ReturnType<typeof limitOptions> &
    ReturnType<typeof clientLimitOptions> & { readonly colours: Colouring }
>;

/** Where a server listens, and whom it answers. */
export function networkOptions(option: OptionReader) {
  return {
    port: option.value('--port, -p 9000', '0 takes any that is free', portOf),
    host: option.text('--host 127.0.0.1', '0.0.0.0 answers the network') ?? '127.0.0.1',
    /** Undefined if any name is allowed, unless the host is this machine alone. */
    allowedHosts: option.value('--allowed-hosts NAMES', 'answer to these names: a.example,*.b.example', hostsOf),
    trustProxy: option.flag('--trust-proxy', 'believe X-Forwarded-* headers'),
    cert: option.text('--cert FILE', 'answer over TLS with this certificate, PEM, and its --key'),
    key: option.text('--key FILE', 'its private key, PEM'),
    clientCa: option.text('--client-ca FILE', 'ask clients for a certificate of this authority, PEM'),
  };
}

/** How requests are answered. */
export function answerOptions(option: OptionReader) {
  return {
    auth: option.value('--auth open|strict', 'strict asks for credentials', oneOf('open', 'strict')),
    dynamic: option.flag('--dynamic', 'vary bodies made from schemas'),
  };
}

export function logOption(option: OptionReader) {
  return {
    log: option.value('--log pretty|json|off', 'a line for each request', oneOf('pretty', 'json', 'off')),
  };
}

/** How long the body of a request may be, and how late an answer. */
export function limitOptions(option: OptionReader) {
  return {
    /** In bytes. */
    bodyLimit: option.value('--body-limit 1mb', 'longer bodies are refused', bytesOf),
    /** In milliseconds, as all times are. */
    delay: option.value('--delay 0s', 'answer this much later, if Prefer does not say', time(0, 0)),
    delayJitter: option.value('--delay-jitter 0s', 'up to this much later still', time(0, 0)),
    maxDelay: option.value('--max-delay 30s', 'the longest delay of an answer', time(defaultMaxDelay, 0)),
  };
}

/** The resources that clients may use together. */
export function clientLimitOptions(option: OptionReader) {
  return {
    maxDelayed: option.value(
      '--max-delayed 10000',
      'answers that are delayed at once; more get 503',
      count(defaultMaxDelayed),
    ),
    maxConnections: option.value(
      '--max-connections 10000',
      'connections at once; more are closed',
      count(defaultLimits.maxConnections, 1),
    ),
    headerTimeout: option.value(
      '--header-timeout 20s',
      'for the header of a request to come',
      time(defaultLimits.headerTimeout),
    ),
    requestTimeout: option.value(
      '--request-timeout 2m',
      'for a request to come, with its body',
      time(defaultLimits.requestTimeout),
    ),
    keepAliveTimeout: option.value(
      '--keep-alive-timeout 65s',
      'for the next request on a connection',
      time(defaultLimits.keepAliveTimeout),
    ),
    idleTimeout: option.value(
      '--idle-timeout 2m',
      'for anything to move during a request',
      time(defaultLimits.idleTimeout),
    ),
  };
}

export function time(byDefault: number, min = 1): (setting: Setting | undefined) => number {
  return (setting) => millisecondsOf(setting, byDefault, min);
}

export function count<Default>(byDefault: Default, min = 0): (setting: Setting | undefined) => number | Default {
  return (setting) => countOf(setting, min) ?? byDefault;
}
