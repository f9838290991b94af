// Documents that may be the same: by number, issuer and year.
import type { Document, PossibleDuplicate } from "$app/api/generated";

const year = (document: Document): string | undefined => document.issued_on?.slice(0, 4);

export class Twins {
  #distinct = new Set<string>();

  constructor(private documents: () => Document[]) {}

  of(document: Document): PossibleDuplicate[] {
    const alike = (other: Document) =>
      other.id !== document.id &&
      document.number !== null &&
      other.number === document.number &&
      other.issuer === document.issuer &&
      year(other) === year(document);
    const found = this.documents().filter(alike).map((other) => this.#describe(document, other));
    return found.sort((one, other) => Number(one.distinct) - Number(other.distinct));
  }

  rule(one: Document, other: Document, distinct: boolean): PossibleDuplicate[] {
    const pair = [one.id, other.id].sort().join(" ");
    if (distinct) this.#distinct.add(pair);
    else this.#distinct.delete(pair);
    return this.of(one);
  }

  #describe(document: Document, other: Document): PossibleDuplicate {
    const { id, number, kind, kind_name, issuer, subject } = other;
    const pair = [document.id, id].sort().join(" ");
    return {
      document: { id, number, kind, kind_name, date: other.issued_on, issuer, subject },
      same_identity: true,
      likeness: 0.94,
      distinct: this.#distinct.has(pair),
    };
  }
}
