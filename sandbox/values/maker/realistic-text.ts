import { isArray, isObject, type Json } from '../../syntax/json.ts';
import type { Chance } from './random.ts';

/** Makes a realistic text. */
type Make = (chance: Chance) => string;

const listOf = (words: string) => words.split(', ');
const oneOf =
  (words: readonly string[]): Make =>
  (chance) =>
    chance.pick(words) ?? '';

const firstName = oneOf(listOf('Amelia, Noah, Olivia, Leo, Isla, Arthur, Maya, Omar, Grace, Theo, Aisha, Jack'));
const lastName = oneOf(
  listOf('Smith, Jones, Taylor, Khan, Williams, Brown, Patel, Evans, Wilson, Ahmed, Roberts, Green'),
);
const city = oneOf(listOf('London, Leeds, Bristol, Cardiff, Glasgow, Belfast, York, Norwich, Exeter, Sheffield'));
const street = oneOf(
  listOf('High Street, Station Road, Church Lane, Mill Road, Park Avenue, Victoria Road, Queen Street'),
);
const company = oneOf(
  listOf('Acme Ltd, Northwind Traders, Blue Harbour plc, Oak & Stone Ltd, Brightwater Group, Ferndale Co'),
);
const product = oneOf(
  listOf('Desk Lamp, Oak Chair, Coffee Grinder, Rain Jacket, Field Notebook, Bicycle Bell, Tea Towel'),
);

export const word = oneOf(
  listOf(
    'river, stone, paper, garden, window, market, copper, harbour, meadow, lantern, orchard, signal, bridge, winter',
  ),
);

export const sentence: Make = (chance) => {
  const text = Array.from({ length: chance.between(4, 8) }, () => word(chance)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

export const email: Make = (chance) => `${firstName(chance)}.${lastName(chance)}@example.com`.toLowerCase();

const number =
  (least: number, max: number): Make =>
  (chance) =>
    String(chance.between(least, max));
const fullName: Make = (chance) => `${firstName(chance)} ${lastName(chance)}`;
const phone: Make = (chance) => `+44 20 7946 0${chance.between(100, 999)}`;
const postcode: Make = (chance) => `${chance.pick([...'BEGLMNSW'])}${number(1, 20)(chance)} ${number(1, 9)(chance)}AB`;
const address: Make = (chance) => `${chance.between(1, 150)} ${street(chance)}`;
const url: Make = (chance) => `https://example.com/${word(chance)}`;
const price: Make = (chance) => `${chance.between(1, 250)}.${chance.pick(['00', '50', '95', '99'])}`;
const birthday: Make = (chance) => `${chance.between(1940, 2005)}-0${chance.between(1, 9)}-${chance.between(10, 28)}`;
const degrees =
  (max: number): Make =>
  (chance) =>
    (chance.between(-max * 1000, max * 1000) / 1000).toFixed(3);

/** Generators by names of properties and of Faker's methods, in lower case without separators. */
const makers: readonly (readonly [names: string, make: Make])[] = [
  ['email, emailaddress, mail', email],
  ['firstname, givenname, forename', firstName],
  ['lastname, surname, familyname', lastName],
  ['fullname, findname, displayname, customername, contactname, person', fullName],
  ['username, login, nickname', (chance) => `${firstName(chance)}${chance.between(1, 99)}`.toLowerCase()],
  ['phone, phonenumber, telephone, mobile, mobilenumber, fax', phone],
  ['postcode, postalcode, zip, zipcode', postcode],
  ['address, streetaddress, addressline1, line1', address],
  ['street, streetname', street],
  ['city, town, locality', city],
  ['county, region', oneOf(listOf('Kent, Norfolk, Devon, Essex, Surrey, Cumbria'))],
  ['country', oneOf(listOf('United Kingdom, Ireland, France, Germany, Spain, Japan, Canada'))],
  ['countrycode', oneOf(listOf('GB, IE, FR, DE, ES, JP, CA'))],
  ['url, uri, website, homepage, webpage, link, href, avatar, image, imageurl', url],
  ['domainname, hostname, domain', (chance) => `${word(chance)}.example.com`],
  ['company, companyname, organisation, organization, employer', company],
  ['jobtitle, occupation', oneOf(listOf('Engineer, Nurse, Teacher, Accountant, Designer, Electrician'))],
  ['product, productname', product],
  ['price, amount, cost, total', price],
  ['currency, currencycode', oneOf(listOf('GBP, EUR, USD, JPY, CHF'))],
  ['iban', oneOf(listOf('GB33BUKB20201555555555, DE89370400440532013000, FR1420041010050500013M02606'))],
  ['colour, color', oneOf(listOf('red, green, blue, yellow, orange, purple, black, white'))],
  ['age', number(18, 90)],
  ['quantity', number(1, 20)],
  ['latitude, lat', degrees(89)],
  ['longitude, lng', degrees(179)],
  ['dateofbirth, birthdate, birthday, dob', birthday],
  ['language, locale', oneOf(listOf('en, cy, fr, de, es'))],
  ['timezone', oneOf(listOf('Europe/London, Europe/Paris, Asia/Tokyo, America/New_York'))],
  ['description, comment, message, sentence, sentences, paragraph, text, summary', sentence],
  ['words', (chance) => `${word(chance)} ${word(chance)} ${word(chance)}`],
  ['word, slug', word],
];

const byName: ReadonlyMap<string, Make> = new Map(
  makers.flatMap(([names, make]) => listOf(names).map((name) => [name, make] as const)),
);

/** Returns a realistic text for a property, by the end of its name: `email`, `billingPostcode`. Undefined if unknown. */
export function textForProperty(name: string, chance: Chance): string | undefined {
  const parts = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  const endings = parts.map((_, index) => parts.slice(index).join(''));
  return endings.map((ending) => byName.get(ending)).find((make) => make !== undefined)?.(chance);
}

/**
 * Returns a text for an `x-faker`, an extension of json-schema-faker and Prism: `internet.email`,
 * `{ "name.firstName": [] }`, or a template, `{{name.firstName}} {{name.lastName}}`. Undefined if it is unknown.
 */
export function textForFaker(faker: Json, chance: Chance): string | undefined {
  if (isObject(faker)) return fromObject(faker, chance);
  if (typeof faker !== 'string') return undefined;
  if (!faker.includes('{{')) return textForGenerator(faker, chance);
  const text = faker.replace(
    /\{\{\s*([\w.]+)[^}]*\}\}/g,
    (placeholder, name: string) => textForGenerator(name, chance) ?? placeholder,
  );
  return text.includes('{{') ? undefined : text;
}

/** Arguments of a generator are ignored, except for a template. */
function fromObject(faker: { readonly [name: string]: Json }, chance: Chance): string | undefined {
  const [[name = '', settings = null] = []] = Object.entries(faker);
  const first = isArray(settings) ? settings[0] : settings;
  if (/(^|\.)(fake|mustache)$/.test(name) && typeof first === 'string') return textForFaker(first, chance);
  return textForGenerator(name, chance);
}

/** Takes `person.firstName` or `firstName`; `name` alone depends on its module. */
function textForGenerator(name: string, chance: Chance): string | undefined {
  if (name === 'company.name') return company(chance);
  const last = name.split('.').at(-1) ?? '';
  if (/^(person|name)\.(name|fullName)$/.test(name)) return fullName(chance);
  return byName.get(last.toLowerCase())?.(chance) ?? (name === 'phone.number' ? phone(chance) : undefined);
}
