// A resolution with as many neighbours as asked for, invented to try the diagram: plans, reports, guides, a successor.
import type { Seed } from "./seeds";

const BODIES = ["Huyện ủy Bình Hải", "Thành ủy Sơn Hà", "Huyện ủy Thuận Sơn", "Đảng ủy Khối cơ quan", "Đảng ủy Quân sự tỉnh"];

type Model = { kind: string; name: string; symbol: string; words: string };

const MODELS: Model[] = [
  { kind: "ke_hoach", name: "Kế hoạch", symbol: "KH", words: "triển khai thực hiện Nghị quyết số 09-NQ/TU ngày 15/5/2017" },
  { kind: "bao_cao", name: "Báo cáo", symbol: "BC", words: "kết quả thực hiện Nghị quyết số 09-NQ/TU ngày 15/5/2017" },
  { kind: "ke_hoach", name: "Kế hoạch", symbol: "KH", words: "thực hiện Nghị quyết số 09-NQ/TU ngày 15/5/2017 trong năm" },
  { kind: "chuong_trinh", name: "Chương trình", symbol: "CTr", words: "thực hiện Nghị quyết số 09-NQ/TU ngày 15/5/2017" },
  { kind: "thong_bao", name: "Thông báo", symbol: "TB", words: "hướng dẫn thực hiện một số điểm của Nghị quyết số 09-NQ/TU ngày 15/5/2017" },
];

const CENTRE: Seed = {
  kind: "nghi_quyet",
  number: "09-NQ/TU",
  issued: "2017-05-15",
  issuer: "Tỉnh ủy Sơn Hà",
  place: "Sơn Hà",
  subject: "về phát triển nông nghiệp công nghệ cao đến năm 2025",
  signer: "Trần Văn Minh",
  position: "Bí thư",
  media: "docx",
  doubtful: ["signer", "issuer"],
  pages: [
    "TỈNH ỦY SƠN HÀ\n*\nSố 09-NQ/TU\nSơn Hà, ngày 15 tháng 5 năm 2017\nNGHỊ QUYẾT\nvề phát triển nông nghiệp công nghệ cao đến năm 2025\n\nCăn cứ Nghị quyết số 02-NQ/ĐH ngày 20/10/2015 của Đại hội; căn cứ Kết luận số 37-KL/TW ngày 10/3/2017.\nTheo tinh thần Nghị quyết số 04-NQ/TU ngày 01/7/2016, Ban Chấp hành Đảng bộ tỉnh quyết nghị. Nghị quyết này thay thế Nghị quyết số 05-NQ/TU ngày 12/6/2009.\n\nBÍ THƯ\nTrần Văn Minh",
  ],
};

function follower(index: number): Seed {
  const model = MODELS[index % MODELS.length] as Model;
  const issuer = BODIES[index % BODIES.length] ?? null;
  const day = `${2017 + (index % 5)}-${String((index % 7) + 6).padStart(2, "0")}-${String((index % 27) + 1).padStart(2, "0")}`;
  const number = `${100 + index}-${model.symbol}/${index % 2 ? "HU" : "TU"}`;
  const text = `${issuer?.toUpperCase()}\nSố ${number}\n${model.name.toUpperCase()}\n${model.words}\n\nCác chi bộ quán triệt và tổ chức thực hiện.`;
  // Many are doubtful, so that the review lane has work.
  const doubtful = index < 6 ? [] : ["issuer"];
  return { kind: model.kind, number, issued: day, issuer, subject: model.words, media: "docx", pages: [text], doubtful };
}

function successor(number: string, issued: string, words: string): Seed {
  const pages = [`TỈNH ỦY SƠN HÀ\nSố ${number}\nQUYẾT ĐỊNH\n${words}`];
  return { kind: "quyet_dinh", number, issued, issuer: "Tỉnh ủy Sơn Hà", subject: words, media: "docx", pages };
}

/** The resolution first, then `n` documents that follow it, an amendment and the one in its place. */
export function graphSeeds(n: number): Seed[] {
  return [
    CENTRE,
    ...Array.from({ length: n }, (_, index) => follower(index)),
    successor("71-QĐ/TU", "2019-03-11", "sửa đổi, bổ sung Nghị quyết số 09-NQ/TU ngày 15/5/2017"),
    successor("30-QĐ/TU", "2022-09-20", "thay thế Nghị quyết số 09-NQ/TU ngày 15/5/2017 về phát triển nông nghiệp"),
  ];
}
