import { artefact } from 'openapi-sandbox:artefact';
import { openArtefact } from '../artefact/open.ts';
import { inflate } from '../hosts/inflate.ts';
import { createLambdaHandler } from '../hosts/lambda.ts';

// The handler alone sets the forwarded fields.
const { answer } = openArtefact(artefact, { trustProxy: true, inflate });

/** A sandbox as a function of AWS Lambda. */
export const handler = createLambdaHandler(answer);
