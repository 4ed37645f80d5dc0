/** Stands in the code of a target for the artefact that `openapi-sandbox build` puts in its place. */
declare module 'openapi-sandbox:artefact' {
  export const artefact: import('../artefact/artefact.ts').Artefact;
}
