import { differences } from './differences/index.ts';

/** The list of differences, for whoever reads rather than runs. */
export function readme(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = differences.map(({ name, reason }) => `| ${cell(name)} | ${cell(reason)} |`);
  return `# Where we differ from Prism

[\`test/prism.test.ts\`](../prism.test.ts) asks the sandbox, with \`auth: 'strict'\`, and Prism 5.14 the same requests to the
same documents. They agree in status, media type and body, but for what is in this table: the answers of small documents about
one thing each (\`topics/\`), of the project's own, without their scenario files, and, where \`../shared\` is at hand, of all
OpenAPI 3 documents there. The test writes the table from \`differences/\`, fails on any other disagreement, and fails when one
of these no longer occurs. A body that is made from a schema is compared place by place.

Where a reason begins with "Ours", both are allowed and we chose otherwise.

| difference | reason |
|---|---|
${rows.join('\n')}
`;
}
