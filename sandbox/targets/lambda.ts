import { artefact } from 'openapi-sandbox:artefact';
import { openArtefact } from '../artefact/open.ts';
import { createLambdaHandler } from '../hosts/lambda.ts';

const { answer } = openArtefact(artefact);

/** A sandbox as a function of AWS Lambda. */
export const handler = createLambdaHandler(answer);
