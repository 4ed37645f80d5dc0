/**
 * Records which schemas lead to which without a step into the value: by `$ref`, `allOf`, `anyOf` and other in-place
 * applicators. Validating a circle of such steps would never end (JSON Schema 2020-12 Core, 9.4.1), so it must be cut.
 */
export class InPlaceSteps {
  readonly #steps = new Map<string, Set<string>>();
  readonly #cut = new Set<string>();

  /** Records a step between the addresses of two schemas; returns false if it would close a circle and must be cut. */
  note(from: string, to: string): boolean {
    if (from === to || this.#leads(to, from)) {
      this.#cut.add(to);
      return false;
    }
    const steps = this.#steps.get(from) ?? new Set();
    this.#steps.set(from, steps.add(to));
    return true;
  }

  /** Whether a circle through this schema was cut. */
  isCut(address: string): boolean {
    return this.#cut.has(address);
  }

  #leads(from: string, to: string): boolean {
    // The set grows during the iteration.
    const reached = new Set([from]);
    for (const address of reached) for (const step of this.#steps.get(address) ?? []) reached.add(step);
    return reached.has(to);
  }
}
