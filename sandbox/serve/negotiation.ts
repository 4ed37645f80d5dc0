import type { RepresentationPlan, ScenarioPlan } from '../plan.ts';
import { sampleFile } from '../serialization/sample-files.ts';
import { type Accept, negotiate, readAccept, typesAskedFor } from '../syntax/accept.ts';
import { takesJson } from '../syntax/media-range.ts';
import { isXmlType, parseMediaType } from '../syntax/media-type.ts';
import type { Selected } from '../triggers/selection.ts';

/** A representation that the caller accepts, and whose it is. */
export interface Representation {
  readonly scenario: ScenarioPlan;
  readonly representation: RepresentationPlan;
}

/**
 * The representation that an `Accept` header prefers (RFC 9110, section 12.5.1): of the chosen scenario; where it has none,
 * of the first scenario of its response that has one, unless it was chosen by its name. Undefined where none is acceptable.
 *
 * @param asDocumented whether a documented range such as `image/*` is not sent as whatever is asked for: an error that says
 * that nothing acceptable is documented is no file of that type
 */
export function negotiated(
  header: string | null,
  selected: Selected,
  asDocumented = false,
): Representation | undefined {
  const plainly = askedPlainly(header, selected.scenario);
  if (plainly) return plainly;
  const wanted: Wanted = { accept: readAccept(header), asked: new Map(), asDocumented };
  const own = acceptHeaders(wanted, selected.scenario);
  if (own || selected.isNamed) return own;
  for (const scenario of [...(selected.variants ?? []), ...selected.response.scenarios]) {
    const other = acceptHeaders(wanted, scenario);
    if (other) return other;
  }
  return undefined;
}

/**
 * What most requests ask for: anything, which is the first, or a documented media type by its very name, which nothing is
 * closer to. Undefined where there is more to it.
 */
function askedPlainly(header: string | null, scenario: ScenarioPlan): Representation | undefined {
  const { representations } = scenario;
  const [first] = representations;
  if (first && (header === null || header === '' || header === '*/*')) return { scenario, representation: first };
  for (const representation of representations) {
    if (representation.range !== undefined) return undefined;
    if (representation.mediaType === header && !/[;,"*]/.test(header)) return { scenario, representation };
  }
  return undefined;
}

/** What a caller accepts, and by documented range which types it asks for: looked up once for all scenarios. */
interface Wanted {
  readonly accept: Accept;
  readonly asked: Map<string, readonly string[]>;
  readonly asDocumented: boolean;
}

/** What a caller may ask for: the media types of the response; of a scenario that was chosen by its name, its own. */
export function offered({ response, scenario, isNamed }: Selected): readonly string[] {
  const scenarios = isNamed ? [scenario] : response.scenarios;
  const all = scenarios.flatMap(({ representations }) => representations);
  return [...new Set(all.map(({ mediaType, range }) => range ?? mediaType))];
}

function acceptHeaders(wanted: Wanted, scenario: ScenarioPlan): Representation | undefined {
  const offers = scenario.representations.flatMap((representation) =>
    typesOf(representation, wanted).map((mediaType) => ({ representation, mediaType })),
  );
  const types = offers.map(({ mediaType }) => mediaType);
  const offer = offers[negotiate(wanted.accept, types)];
  return offer && { scenario, representation: sentAs(offer.representation, offer.mediaType, scenario) };
}

/** What a representation can be sent as. A browser that would rather see a page gets the JSON that it accepts as well. */
function typesOf({ mediaType, range }: RepresentationPlan, { accept, asked, asDocumented }: Wanted): readonly string[] {
  if (range === undefined || asDocumented) return [mediaType];
  if (takesJson(range) && negotiate(accept, [mediaType]) === 0) return [mediaType];
  const types = asked.get(range) ?? typesAskedFor(accept, range);
  asked.set(range, types);
  return [mediaType, ...types];
}

/** The representation in a type within its range: data as that type writes it, else a small file if the body is made. */
function sentAs(representation: RepresentationPlan, mediaType: string, { source }: ScenarioPlan): RepresentationPlan {
  const { value } = representation;
  if (mediaType === representation.mediaType) return representation;
  const { essence } = parseMediaType(mediaType);
  const isData = typeof value === 'object' && value !== null;
  if (isData && /^(application|text)\//.test(essence) && isXmlType(essence)) {
    return { ...representation, mediaType, format: { by: 'xml', shapes: null } };
  }
  const file = source === 'generated' && !(isData && essence === 'text/csv') ? sampleFile(essence) : undefined;
  if (!file) return { ...representation, mediaType };
  return { ...representation, mediaType, format: file.isBinary ? { by: 'octets' } : null, value: file.content };
}
