/**
 * Whether responses with this status never have a body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5; Fetch Standard, 2.2.3).
 */
export function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  425: 'Too Early',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const classes = ['Informational', 'Success', 'Redirection', 'Client Error', 'Server Error'];

/** Returns the reason phrase of a status (RFC 9110, section 15; RFC 6585 and RFC 8470), or the name of its class. */
export function reasonPhrase(status: number): string {
  return reasons[status] ?? classes[Math.floor(status / 100) - 1] ?? '';
}

/** Registered, and not in a document that anybody would take for an error's name. */
const furtherReasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  101: 'Switching Protocols',
  102: 'Processing',
  103: 'Early Hints',
  207: 'Multi-Status',
  208: 'Already Reported',
  226: 'IM Used',
  305: 'Use Proxy',
  407: 'Proxy Authentication Required',
  423: 'Locked',
  424: 'Failed Dependency',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  451: 'Unavailable For Legal Reasons',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  510: 'Not Extended',
  511: 'Network Authentication Required',
};

/** Returns the reason phrase of a status in the registry of IANA (RFC 9110, section 16.2); empty if it has none. */
export function registeredPhrase(status: number): string {
  return reasons[status] ?? furtherReasons[status] ?? '';
}

/** Returns the status of a reason phrase, in any case; undefined if there is none. */
export function statusNamed(phrase: string): number | undefined {
  const found = Object.entries(reasons).find(([, reason]) => reason.toLowerCase() === phrase.toLowerCase());
  return found && Number(found[0]);
}
