import { describe, expect, it } from 'vitest';
import { attachment } from '../../sandbox/syntax/content-disposition.ts';
import { byName } from '../fixtures/by-name.ts';

const rows = [
  { name: 'a plain name', given: 'letter.pdf', want: 'filename="letter.pdf"' },
  { name: 'a space and a semicolon', given: 'a letter; 2.pdf', want: 'filename="a letter; 2.pdf"' },
  {
    name: 'letters beyond ASCII: filename* (RFC 8187, 3.2)',
    given: 'Größe.pdf',
    want: `filename="Gr__e.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf`,
  },
  {
    name: 'a character of two UTF-16 code units',
    given: '💌.pdf',
    want: `filename="_.pdf"; filename*=UTF-8''%F0%9F%92%8C.pdf`,
  },
  {
    name: 'a quotation mark and a backslash (RFC 6266, appendix D)',
    given: 'a"b\\c.pdf',
    want: `filename="a_b_c.pdf"; filename*=UTF-8''a%22b%5Cc.pdf`,
  },
  {
    name: 'what looks percent-encoded (RFC 6266, appendix D)',
    given: '100%25.pdf',
    want: `filename="100_25.pdf"; filename*=UTF-8''100%2525.pdf`,
  },
  {
    name: 'a line break',
    given: 'a\r\nSet-Cookie: b.pdf',
    want: `filename="a__Set-Cookie: b.pdf"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b.pdf`,
  },
  {
    name: 'characters that filename* cannot hold as they are (RFC 8187, 3.2.1)',
    given: "é'(1)*!.pdf",
    want: `filename="_'(1)*!.pdf"; filename*=UTF-8''%C3%A9%27%281%29%2A!.pdf`,
  },
  {
    name: 'half of a surrogate pair',
    given: '\ud83d.pdf',
    want: `filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`,
  },
];

describe('the Content-Disposition of a file with (RFC 6266, 4)', () => {
  it.each(byName(rows))('%s', (_, { given, want }) => expect(attachment(given)).toBe(`attachment; ${want}`));
});
