import { differences } from './differences/index.ts';

/** The list of differences, for whoever reads rather than runs. */
export function readme(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = differences.map(({ name, reason }) => `| ${cell(name)} | ${cell(reason)} |`);
  return `# Where we differ from Prism

[\`test/prism.test.ts\`](../prism.test.ts) asks the sandbox, with \`auth: 'strict'\`, and Prism 5.14 the same requests to the
same documents. They agree in status, media type and body, but for what is in this table. The test writes the table from
\`differences/\`, fails on any other disagreement, and fails when one of these no longer occurs.

Where a reason begins with "Ours", both are allowed and we chose otherwise.

| difference | reason |
|---|---|
${rows.join('\n')}
`;
}
