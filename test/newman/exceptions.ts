/** Why a scenario does not get through Prism. */
interface Exception {
  /** `violation`: the request breaks the document on purpose; `unread`: so badly that Prism does not look at it; `prism`: Prism is wrong. */
  readonly kind: 'breach' | 'unread' | 'prism';
  readonly reason: string;
  readonly scenarios: readonly string[];
}

/** Requests that `prism proxy --errors` refuses, or whose answers it does. */
export const exceptions: Readonly<Record<string, readonly Exception[]>> = {
  'nhs-app': [
    {
      kind: 'breach',
      reason: 'the resource is of another type, or says none',
      scenarios: [
        'create-in-app/400/invalid-resourcetype',
        'create-in-app/400/no-resourcetype',
        'create-notification/400/invalid-resourcetype',
        'create-notification/400/no-resourcetype',
      ],
    },
    {
      kind: 'breach',
      reason: 'a text is too long',
      scenarios: [
        'create-in-app/400/body-too-long',
        'create-in-app/400/identifier-too-long',
        'create-in-app/400/no-recipient-and-campaign-id-too-long',
        'create-notification/400/body-too-long',
        'create-notification/400/identifier-too-long',
        'create-notification/400/no-recipient-and-campaign-id-too-long',
      ],
    },
    {
      kind: 'breach',
      reason: 'there is no recipient, a wrong one, or too many',
      scenarios: [
        'create-in-app/400/no-recipients',
        'create-in-app/400/invalid-recipient',
        'create-in-app/400/exceed-recipient',
        'create-notification/400/no-recipients',
        'create-notification/400/invalid-recipient',
        'create-notification/400/exceed-recipient',
      ],
    },
    {
      kind: 'breach',
      reason: 'a part of the message is not what the document says',
      scenarios: [
        'create-in-app/400/invalid-requester',
        'create-in-app/400/invalid-contained-resource-type',
        'create-in-app/400/invalid-contained-item-type',
        'create-in-app/400/invalid-contained-answer-options',
        'create-in-app/400/invalid-extension-url',
      ],
    },
    {
      kind: 'breach',
      reason: 'a parameter of the query is missing, wrong, or there twice',
      scenarios: [
        'get-receipt-report/400/no-day',
        'get-receipt-report/400/invalid-day',
        'get-receipt-report/400/repeated-day',
        'get-receipt-report/400/invalid-page',
        'get-receipt-report/400/repeated-page',
        'get-patient-report/400/no-ods-code',
        'get-patient-report/400/invalid-ods-code',
        'get-patient-report/400/repeated-ods-code',
        'get-patient-report/400/invalid-page',
        'get-patient-report/400/repeated-page',
      ],
    },
    {
      kind: 'unread',
      reason: 'the body is no JSON',
      scenarios: ['create-in-app/400/invalid-json', 'create-notification/400/invalid-json'],
    },
  ],
  'nhs-notify-supplier': [
    {
      kind: 'breach',
      reason: 'X-Request-ID is missing',
      scenarios: [
        'listLetters/400/error-bad-request',
        'postLetters/400/error-bad-request',
        'getLetterStatus/400/error-bad-request',
        'patchLetter/400/error-bad-request',
        'getDataId/400/error-bad-request',
        'createMI/400/error-bad-request',
        'getMI/400/error-bad-request',
      ],
    },
    {
      kind: 'breach',
      reason: 'the limit is no number, or there twice',
      scenarios: [
        'listLetters/400/error-bad-request-invalid-limit',
        'listLetters/400/error-bad-request-limit-not-a-number',
      ],
    },
    {
      kind: 'breach',
      reason: 'the body is missing, or wrong',
      scenarios: [
        'postLetters/400/error-bad-request-missing-body',
        'postLetters/400/error-bad-request-invalid-request-body',
        'postLetters/400/error-bad-request-too-many-updates',
        'patchLetter/400/error-bad-request-missing-body',
        'patchLetter/400/error-bad-request-invalid-request-body',
        'createMI/400/error-bad-request-missing-body',
        'createMI/400/error-bad-request-invalid-timestamp',
      ],
    },
    {
      kind: 'breach',
      reason: 'the media type of the body is none of the document',
      scenarios: [
        'postLetters/415/error-unsupported-media-type',
        'patchLetter/415/error-unsupported-media-type',
        'createMI/415/error-unsupported-media-type',
      ],
    },
    {
      kind: 'unread',
      reason: 'the body is no JSON, or is said to be in UTF-16',
      scenarios: [
        'createMI/400/error-bad-request-invalid-request-body',
        'postLetters/406/error-not-acceptable-charset',
        'patchLetter/406/error-not-acceptable-charset',
        'createMI/406/error-not-acceptable-charset',
      ],
    },
    {
      kind: 'prism',
      reason: 'Prism follows a redirect, and takes what is there for the answer (RFC 9110, 15.4.4: its caller may)',
      scenarios: ['getDataId/303/empty', 'headDataId/303/empty'],
    },
    {
      kind: 'prism',
      reason: 'Prism reads JSON from an answer to HEAD, which has no content (RFC 9110, 9.3.2)',
      scenarios: [
        'headDataId/400/error-bad-request',
        'headDataId/401/missing-access-token',
        'headDataId/401/invalid-access-token',
        'headDataId/401/expired-access-token',
        'headDataId/403/error-forbidden',
        'headDataId/404/error-not-found',
        'headDataId/429/error-too-many-requests',
        'headDataId/429/error-too-many-requests-spike',
        'headDataId/429/error-too-many-requests-whole-api',
        'headDataId/500/error-server-error',
        'headDataId/502/error-bad-gateway',
      ],
    },
  ],
};
