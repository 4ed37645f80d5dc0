import type { RepresentationPlan, ScenarioPlan } from '../plan.ts';
import { sampleFile } from '../serialization/sample-files.ts';
import { type Accept, negotiate, readAccept, typesAskedFor } from '../syntax/accept.ts';
import { takesJson } from '../syntax/media-range.ts';
import { isXmlType, parseMediaType } from '../syntax/media-type.ts';
import type { SelectedScenario } from '../triggers/selection.ts';

/** A representation that the caller accepts, and the scenario that it belongs to. */
export interface NegotiatedRepresentation {
  readonly scenario: ScenarioPlan;
  readonly representation: RepresentationPlan;
}

/**
 * Selects the representation that an `Accept` header prefers (RFC 9110, section 12.5.1). If the chosen scenario has no
 * acceptable one, other scenarios of its response are tried, unless it was chosen by name. Undefined if none is
 * acceptable.
 *
 * @param asDocumented whether a documented range such as `image/*` is sent under its documented type only: true for a
 * 406, which must not itself be sent as a file of the requested type
 */
export function negotiateRepresentation(
  header: string | null,
  selected: SelectedScenario,
  asDocumented = false,
): NegotiatedRepresentation | undefined {
  const quickMatch = matchWithoutParsing(header, selected.scenario);
  if (quickMatch) return quickMatch;
  const negotiation: Negotiation = { accept: readAccept(header), typesByRange: new Map(), asDocumented };
  const preferred = acceptableRepresentation(negotiation, selected.scenario);
  if (preferred || selected.isNamed) return preferred;
  for (const scenario of [...(selected.variants ?? []), ...selected.response.scenarios]) {
    const variant = acceptableRepresentation(negotiation, scenario);
    if (variant) return variant;
  }
  return undefined;
}

/**
 * Handles the most common `Accept` headers without parsing them: anything, which selects the first representation, or
 * exactly one documented media type. Undefined if the header needs parsing.
 */
function matchWithoutParsing(header: string | null, scenario: ScenarioPlan): NegotiatedRepresentation | undefined {
  const { representations } = scenario;
  const [first] = representations;
  if (first && (header === null || header === '' || header === '*/*')) return { scenario, representation: first };
  for (const representation of representations) {
    if (representation.range !== undefined) return undefined;
    if (representation.mediaType === header && !/[;,"*]/.test(header)) return { scenario, representation };
  }
  return undefined;
}

/** The parsed `Accept` header of one request, shared by all scenarios that are tried. */
interface Negotiation {
  readonly accept: Accept;
  /** Requested media types by documented range: `image/*` → `image/png`. */
  readonly typesByRange: Map<string, readonly string[]>;
  readonly asDocumented: boolean;
}

/** Lists the media types that a caller may request: the response's, or the scenario's if it was chosen by name. */
export function offeredMediaTypes({ response, scenario, isNamed }: SelectedScenario): readonly string[] {
  const scenarios = isNamed ? [scenario] : response.scenarios;
  const all = scenarios.flatMap(({ representations }) => representations);
  return [...new Set(all.map(({ mediaType, range }) => range ?? mediaType))];
}

function acceptableRepresentation(
  negotiation: Negotiation,
  scenario: ScenarioPlan,
): NegotiatedRepresentation | undefined {
  const offers = scenario.representations.flatMap((representation) =>
    sendableTypes(representation, negotiation).map((mediaType) => ({ representation, mediaType })),
  );
  const types = offers.map(({ mediaType }) => mediaType);
  const offer = offers[negotiate(negotiation.accept, types)];
  return offer && { scenario, representation: asMediaType(offer.representation, offer.mediaType, scenario) };
}

/**
 * Lists the media types that a representation can be sent as. A browser that prefers HTML but accepts JSON gets JSON.
 */
function sendableTypes(
  { mediaType, range }: RepresentationPlan,
  { accept, typesByRange, asDocumented }: Negotiation,
): readonly string[] {
  if (range === undefined || asDocumented) return [mediaType];
  if (takesJson(range) && negotiate(accept, [mediaType]) === 0) return [mediaType];
  const types = typesByRange.get(range) ?? typesAskedFor(accept, range);
  typesByRange.set(range, types);
  return [mediaType, ...types];
}

/**
 * Converts a representation to a media type within its range: data is serialised, a generated body becomes a sample
 * file.
 */
function asMediaType(
  representation: RepresentationPlan,
  mediaType: string,
  { source }: ScenarioPlan,
): RepresentationPlan {
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
