import { describe, expect, it } from "vitest";
import { citation } from "./citation";

const parts = (system: string) => ({ seq: 4, suffix: null, year: null, kind: null, issuer: "TU", system });
const party = {
  kind_name: "Nghị quyết",
  number: "04-NQ/TU",
  number_parts: parts("party"),
  issued_on: "2016-07-01",
  issuer: "Tỉnh ủy Sơn Hà",
  subject: "Về cải cách hành chính.",
};

describe("citation", () => {
  it("is as the Party writes it", () => {
    expect(citation(party)).toBe("Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy Sơn Hà về cải cách hành chính");
    expect(citation({ ...party, issued_on: "2016-02-18" })).toContain(", ngày 18/02/2016 của");
  });

  it("is as the State writes it", () => {
    const state = { ...party, kind_name: "Quyết định", number: "5/QĐ-UBND", number_parts: parts("state") };
    expect(citation({ ...state, issued_on: "2020-03-05" })).toContain("Quyết định số 5/QĐ-UBND ngày 05 tháng 3 năm 2020 của");
  });

  it("leads every subject in", () => {
    expect(citation({ ...party, subject: "V/v báo cáo quý I" })).toMatch(/ về việc báo cáo quý I$/);
    expect(citation({ ...party, subject: "kết quả công tác" })).toMatch(/ về kết quả công tác$/);
  });

  it("leaves out what isn't known, and says when nothing is", () => {
    expect(citation({ ...party, issued_on: "2016", issuer: null, subject: null })).toBe("Nghị quyết số 04-NQ/TU");
    expect(citation({ ...party, number: null, subject: null })).toBeNull();
  });
});
