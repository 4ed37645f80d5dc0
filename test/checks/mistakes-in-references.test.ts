import { mistakesTable } from '../fixtures/mistakes.ts';

mistakesTable('references that lead nowhere', [
  {
    name: 'a misspelt component',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: "                $ref: '#/components/schemas/Pets'\n",
    want: '41:15 reference-missing: There is nothing at #/components/schemas/Pets; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'a misspelt section',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: "                $ref: '#/components/schema/Pet'\n",
    want: '41:15 reference-missing: There is nothing at #/components/schema/Pet; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'a component in another case',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: "                $ref: '#/components/schemas/pet'\n",
    want: '41:15 reference-missing: There is nothing at #/components/schemas/pet; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'only a name',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: '                $ref: Pet\n',
    want: '41:15 reference-missing: Pet cannot be read: there is no such file; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'no #/',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: '                $ref: components/schemas/Pet\n',
    want: '41:15 reference-missing: components/schemas/Pet cannot be read: there is no such file; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'no slash after #',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: "                $ref: '#components/schemas/Pet'\n",
    want: '41:15 reference-missing: There is nothing at #components/schemas/Pet; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'no #',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: '                $ref: /components/schemas/Pet\n',
    want: '41:15 reference-outside: /components/schemas/Pet cannot be read: it lies outside of the project, and only --allow-outside has it read; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'the section of 2.0',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: "                $ref: '#/definitions/Pet'\n",
    want: '41:15 reference-missing: There is nothing at #/definitions/Pet; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'the section of 3.0, in 2.0',
    version: '2.0',
    for: "            $ref: '#/definitions/Pet'\n      responses",
    write: "            $ref: '#/components/schemas/Pet'\n      responses",
    want: '18:11 reference-missing: There is nothing at #/components/schemas/Pet; did you mean #/definitions/Pet?',
  },
  {
    name: 'curly quotes',
    for: "'#/components/schemas/Pet'",
    write: '“#/components/schemas/Pet”',
    want: '16:13 reference-missing: “#/components/schemas/Pet” cannot be read: there is no such file; did you mean #/components/schemas/Pet?',
  },
  {
    name: 'a file of another ending',
    for: "                $ref: '#/components/schemas/Pet'\n",
    write: '                $ref: ./animal.yml\n',
    want: '41:15 reference-missing: ./animal.yml cannot be read: there is no such file; did you mean ./animal.yaml?',
  },
]);
