import { decodeText } from '../syntax/base64url.ts';
import { assertionFault } from '../syntax/jwt.ts';
import { proofKeyFault } from './authorization-code.ts';
import { type Form, missingParameter, type TokenFault } from './token-fault.ts';

/** The requirements of one grant type. */
export interface Grant {
  /** Required parameters. */
  readonly needs: readonly string[];
  /** Whether the client must authenticate, must identify itself, or may stay anonymous. */
  readonly client: 'authenticated' | 'named' | 'any';
  /** Checks the form of the parameters, which are all there. */
  readonly faultOf?: (form: Form) => TokenFault | undefined;
  /** What the response contains besides the token. */
  readonly adds?: Readonly<Record<string, string>>;
}

const urn = 'urn:ietf:params:oauth';
const accessTokenType = `${urn}:token-type:access_token`;

export const grants: ReadonlyMap<string, Grant> = new Map<string, Grant>([
  // RFC 6749, sections 4.4.2, 4.1.3, 6 and 4.3.2.
  ['client_credentials', { needs: [], client: 'authenticated' }],
  ['authorization_code', { needs: ['code'], client: 'named', faultOf: verifierFault }],
  ['refresh_token', { needs: ['refresh_token'], client: 'any' }],
  ['password', { needs: ['username', 'password'], client: 'any' }],
  // RFC 7523, section 2.1.
  [`${urn}:grant-type:jwt-bearer`, { needs: ['assertion'], client: 'any', faultOf: jwtFault }],
  // RFC 7522, section 2.1.
  [`${urn}:grant-type:saml2-bearer`, { needs: ['assertion'], client: 'any', faultOf: samlFault }],
  // RFC 8628, section 3.4.
  [`${urn}:grant-type:device_code`, { needs: ['device_code'], client: 'named' }],
  // RFC 8693, sections 2.1 and 2.2.1.
  [
    `${urn}:grant-type:token-exchange`,
    {
      needs: ['subject_token', 'subject_token_type'],
      client: 'any',
      faultOf: exchangeFault,
      adds: { issued_token_type: accessTokenType },
    },
  ],
]);

/** Returns what is wrong with the parameters of a grant. */
export function grantFault({ needs, faultOf }: Grant, form: Form): TokenFault | undefined {
  const absent = needs.find((name) => !form.has(name));
  return absent === undefined ? faultOf?.(form) : missingParameter(absent);
}

function verifierFault(form: Form): TokenFault | undefined {
  const verifier = form.get('code_verifier');
  return verifier === undefined ? undefined : proofKeyFault('code_verifier', verifier);
}

function jwtFault(form: Form): TokenFault | undefined {
  const fault = assertionFault(form.get('assertion') ?? '');
  return fault === undefined ? undefined : ['invalid_grant', `assertion ${fault}.`];
}

/** Checks the form of a SAML assertion (RFC 7522, sections 2.1 and 3). Verifies no signature, and compares no times. */
function samlFault(form: Form): TokenFault | undefined {
  const assertion = form.get('assertion') ?? '';
  if (!/^[\w-]+={0,2}$/.test(assertion)) return ['invalid_grant', 'assertion is not base64url.'];
  const xml = decodeText(assertion) ?? '';
  const isAssertion = /^\s*(<\?xml[^>]*\?>\s*)?<([\w.-]+:)?Assertion\s/.test(xml);
  if (!isAssertion || !xml.includes('urn:oasis:names:tc:SAML:2.0:assertion'))
    return ['invalid_grant', 'assertion is no SAML 2.0 Assertion in base64url.'];
  const absent = ['Issuer', 'Subject', 'AudienceRestriction'].find(
    (name) => !new RegExp(`<([\\w.-]+:)?${name}[\\s/>]`).test(xml),
  );
  return absent === undefined ? undefined : ['invalid_grant', `assertion has no ${absent}.`];
}

function exchangeFault(form: Form): TokenFault | undefined {
  const [actor, actorType] = [form.get('actor_token'), form.get('actor_token_type')];
  if (actor !== undefined && actorType === undefined) return missingParameter('actor_token_type');
  if (actor === undefined && actorType !== undefined)
    return missingParameter('actor_token', ', or no actor_token_type');
  const types = ['subject_token_type', 'actor_token_type', 'requested_token_type'];
  const odd = types.find((name) => form.has(name) && !URL.canParse(form.get(name) ?? ''));
  if (odd !== undefined) return ['invalid_request', `${odd} must be a URI such as ${accessTokenType}.`];
  if ((form.get('requested_token_type') ?? accessTokenType) === accessTokenType) return undefined;
  return ['invalid_request', `requested_token_type must be ${accessTokenType}, which is what this sandbox issues.`];
}
