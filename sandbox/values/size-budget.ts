/** A budget that may be overdrawn by its last expense: characters of JSON, or attempts. */
export class Budget {
  #left: number;

  constructor(amount: number) {
    this.#left = amount;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  get left(): number {
    return this.#left;
  }

  spend(amount: number): void {
    this.#left -= amount;
  }
}
