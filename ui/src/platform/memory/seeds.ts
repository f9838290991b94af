// Twelve invented documents, so that the screens can be tried and tested without the archive.
import type { WarningCode } from "$app/api/generated";

export type Seed = {
  kind: string | null;
  number: string | null;
  issued: string | null;
  issuer: string | null;
  parent?: string;
  place?: string;
  subject: string | null;
  signer?: string;
  position?: string;
  authority?: string;
  addressees?: string[];
  recipients?: string[];
  urgency?: string;
  tags?: string[];
  dossiers?: string[];
  media: "pdf" | "docx" | "html" | "doc" | "jpg";
  pages: string[];
  doubtful?: string[];
  warnings?: WarningCode[];
};

export const KIND_NAMES: Record<string, string> = {
  nghi_quyet: "Nghị quyết",
  chi_thi: "Chỉ thị",
  ket_luan: "Kết luận",
  quyet_dinh: "Quyết định",
  thong_bao: "Thông báo",
  bao_cao: "Báo cáo",
  ke_hoach: "Kế hoạch",
  chuong_trinh: "Chương trình",
  cong_van: "Công văn",
  ban_tin: "Bản tin",
};

const TU = "Tỉnh ủy Sơn Hà";
const UBND = "Ủy ban nhân dân tỉnh Sơn Hà";
const VP = "Văn phòng Tỉnh ủy Sơn Hà";
const CAT = "Công an tỉnh Sơn Hà";

const NQ04_FIRST = `ĐẢNG BỘ TỈNH SƠN HÀ
TỈNH ỦY SƠN HÀ
*
Số 04-NQ/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, ngày 01 tháng 7 năm 2016

NGHỊ QUYẾT
về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2016-2020

I- Tình hình
Trong những năm qua, công tác cải cách hành chính của tỉnh đã có chuyển biến tích cực: thủ tục hành chính được rà soát, đơn giản hóa; cơ chế một cửa, một cửa liên thông được mở rộng đến tất cả các xã, phường, thị trấn. Tuy nhiên, chỉ số cải cách hành chính của tỉnh còn ở mức trung bình; kỷ luật, kỷ cương hành chính có nơi chưa nghiêm.

II- Mục tiêu
Nâng cao nhận thức của cán bộ, đảng viên về cải cách hành chính; xây dựng nền hành chính hiện đại, chuyên nghiệp, phục vụ nhân dân. Đến năm 2020, trên 80% người dân và doanh nghiệp hài lòng về sự phục vụ của cơ quan hành chính.`;

const NQ04_SECOND = `III- Nhiệm vụ và giải pháp
1. Tăng cường sự lãnh đạo của cấp ủy, tổ chức đảng đối với công tác cải cách hành chính.
2. Đẩy mạnh cải cách thủ tục hành chính, nhất là trong lĩnh vực đất đai, đầu tư, xây dựng.
3. Nâng cao chất lượng đội ngũ cán bộ, công chức.

IV- Tổ chức thực hiện
Ban cán sự đảng Ủy ban nhân dân tỉnh xây dựng kế hoạch thực hiện Nghị quyết này, định kỳ sáu tháng báo cáo Ban Thường vụ Tỉnh ủy.

Nơi nhận:
- Văn phòng Trung ương Đảng,
- Các huyện ủy, thành ủy,
- Các đồng chí Tỉnh ủy viên,
- Lưu Văn phòng Tỉnh ủy.
T/M TỈNH ỦY
BÍ THƯ
Trần Văn Minh`;

export const SEEDS: Seed[] = [
  {
    kind: "nghi_quyet",
    number: "04-NQ/TU",
    issued: "2016-07-01",
    issuer: TU,
    parent: "Đảng bộ tỉnh Sơn Hà",
    place: "Sơn Hà",
    subject:
      "về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2016-2020",
    signer: "Trần Văn Minh",
    position: "Bí thư",
    authority: "T/M Tỉnh ủy",
    recipients: ["Văn phòng Trung ương Đảng", "Các huyện ủy, thành ủy", "Các đồng chí Tỉnh ủy viên"],
    tags: ["cải cách hành chính"],
    dossiers: ["Cải cách hành chính 2016–2020"],
    media: "pdf",
    pages: [NQ04_FIRST, NQ04_SECOND],
    doubtful: ["signer"],
  },
  {
    kind: "ke_hoach",
    number: "449/KH-CAT-PV11",
    issued: "2015-09-22",
    issuer: CAT,
    place: "Sơn Hà",
    subject: "về công tác cải cách hành chính nhà nước giai đoạn 2016-2020 của Công an tỉnh",
    signer: "Lê Hoàng Nam",
    position: "Giám đốc",
    media: "docx",
    pages: [
      `${CAT.toUpperCase()}\nSố: 449/KH-CAT-PV11\nSơn Hà, ngày 22 tháng 9 năm 2015\nKẾ HOẠCH\nvề công tác cải cách hành chính nhà nước giai đoạn 2016-2020 của Công an tỉnh\n\nThực hiện chương trình tổng thể cải cách hành chính nhà nước, Công an tỉnh xây dựng kế hoạch rà soát thủ tục hành chính trong lĩnh vực đăng ký xe, cấp căn cước và quản lý cư trú.\n\nGIÁM ĐỐC\nLê Hoàng Nam`,
    ],
  },
  {
    kind: "ke_hoach",
    number: "87-KH/TU",
    issued: "2016-08-15",
    issuer: TU,
    place: "Sơn Hà",
    subject: "triển khai thực hiện Nghị quyết số 04-NQ/TU về cải cách hành chính",
    signer: "Phạm Thị Hương",
    position: "Phó Bí thư Thường trực",
    authority: "T/M Ban Thường vụ",
    media: "docx",
    dossiers: ["Cải cách hành chính 2016–2020"],
    pages: [
      `TỈNH ỦY SƠN HÀ\n*\nSố 87-KH/TU\nSơn Hà, ngày 15 tháng 8 năm 2016\nKẾ HOẠCH\ntriển khai thực hiện Nghị quyết số 04-NQ/TU về cải cách hành chính\n\nCăn cứ Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau: phân công các ban đảng, huyện ủy, thành ủy kiểm tra việc thực hiện.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nPhạm Thị Hương`,
    ],
  },
  {
    kind: "ban_tin",
    number: null,
    issued: "2019-09-05",
    issuer: "Trang tin Tỉnh ủy Sơn Hà",
    subject: "Đoàn Kiểm tra của Tỉnh ủy làm việc với Đảng ủy Công an tỉnh về kết quả thực hiện Nghị quyết số 04-NQ/TU",
    media: "html",
    pages: [
      "Ngày 05/9/2019, Đoàn Kiểm tra của Tỉnh ủy làm việc với Đảng ủy Công an tỉnh về kết quả ba năm thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016 của Tỉnh ủy về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính. Đoàn ghi nhận 96% hồ sơ được giải quyết đúng hạn.",
    ],
  },
  {
    kind: "nghi_quyet",
    number: "04-NQ/TU",
    issued: "2021-04-12",
    issuer: TU,
    place: "Sơn Hà",
    subject: "về chuyển đổi số tỉnh Sơn Hà đến năm 2025, định hướng đến năm 2030",
    signer: "Nguyễn Quốc Bảo",
    position: "Bí thư",
    authority: "T/M Tỉnh ủy",
    media: "pdf",
    pages: [
      "TỈNH ỦY SƠN HÀ\n*\nSố 04-NQ/TU\nSơn Hà, ngày 12 tháng 4 năm 2021\nNGHỊ QUYẾT\nvề chuyển đổi số tỉnh Sơn Hà đến năm 2025, định hướng đến năm 2030\n\nChuyển đổi số là nhiệm vụ trọng tâm; gắn chuyển đổi số với cải cách hành chính, phát triển kinh tế số, xã hội số.\n\nT/M TỈNH ỦY\nBÍ THƯ\nNguyễn Quốc Bảo",
    ],
  },
  {
    kind: "chi_thi",
    number: "12-CT/TU",
    issued: "2018-03-20",
    issuer: TU,
    place: "Sơn Hà",
    subject: "về tăng cường công tác phòng cháy, chữa cháy rừng mùa khô",
    signer: "Phạm Thị Hương",
    position: "Phó Bí thư Thường trực",
    urgency: "khan",
    media: "pdf",
    pages: [
      "TỈNH ỦY SƠN HÀ\n*\nSố 12-CT/TU\nSơn Hà, ngày 20 tháng 3 năm 2018\nCHỈ THỊ\nvề tăng cường công tác phòng cháy, chữa cháy rừng mùa khô\n\nCác cấp ủy đảng lãnh đạo chính quyền, lực lượng kiểm lâm, quân đội, công an chủ động phương án bốn tại chỗ.\n\nPHÓ BÍ THƯ THƯỜNG TRỰC\nPhạm Thị Hương",
    ],
  },
  {
    kind: "cong_van",
    number: "1530-CV/VPTU",
    issued: "2019-11-08",
    issuer: VP,
    place: "Sơn Hà",
    subject: "về việc chuẩn bị báo cáo sơ kết ba năm thực hiện Nghị quyết số 04-NQ/TU",
    signer: "Đỗ Thị Lan",
    position: "Chánh Văn phòng",
    addressees: ["Các huyện ủy, thành ủy", "Ban cán sự đảng Ủy ban nhân dân tỉnh"],
    media: "docx",
    pages: [
      "TỈNH ỦY SƠN HÀ\nVĂN PHÒNG\n*\nSố 1530-CV/VPTU\nSơn Hà, ngày 08 tháng 11 năm 2019\nvề việc chuẩn bị báo cáo sơ kết ba năm thực hiện Nghị quyết số 04-NQ/TU\n\nKính gửi: Các huyện ủy, thành ủy\n\nĐề nghị các đồng chí gửi báo cáo trước ngày 30/11/2019.\n\nCHÁNH VĂN PHÒNG\nĐỗ Thị Lan",
    ],
  },
  {
    kind: "bao_cao",
    number: "215-BC/TU",
    issued: "2019-12-18",
    issuer: TU,
    place: "Sơn Hà",
    subject: "sơ kết ba năm thực hiện Nghị quyết số 04-NQ/TU về cải cách hành chính",
    signer: "Phạm Thị Hương",
    position: "Phó Bí thư Thường trực",
    media: "jpg",
    dossiers: ["Cải cách hành chính 2016–2020"],
    pages: [
      "TỈNH ỦY SƠN HÀ\n*\nSố 215-BC/TU\nSơn Hà, ngày 18 tháng 12 năm 2019\nBÁO CÁO\nsơ kết ba năm thực hiện Nghị quyết số 04-NQ/TU về cải cách hành chính\n\nChỉ số cải cách hành chính của tỉnh tăng 11 bậc; tỷ lệ hồ sơ đúng hạn đạt 97,4%.\n\nPHÓ BÍ THƯ THƯỜNG TRỰC\nPhạm Thị Hương",
    ],
  },
  {
    kind: "quyet_dinh",
    number: "1207/QĐ-UBND",
    issued: "2017-05-30",
    issuer: UBND,
    place: "Sơn Hà",
    subject: "phê duyệt đề án vị trí việc làm của các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh",
    signer: "Vũ Đình Khải",
    position: "Chủ tịch",
    authority: "TM. Ủy ban nhân dân",
    media: "doc",
    pages: [
      "ỦY BAN NHÂN DÂN TỈNH SƠN HÀ\nSố: 1207/QĐ-UBND\nSơn Hà, ngày 30 tháng 5 năm 2017\nQUYẾT ĐỊNH\nphê duyệt đề án vị trí việc làm của các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh\n\nĐiều 1. Phê duyệt đề án kèm theo Quyết định này.\n\nCHỦ TỊCH\nVũ Đình Khải",
    ],
  },
  {
    kind: "thong_bao",
    number: "66-TB/TU",
    issued: "2020-02-14",
    issuer: TU,
    place: "Sơn Hà",
    subject: "kết luận của Ban Thường vụ Tỉnh ủy về công tác phòng, chống dịch bệnh",
    signer: "Đỗ Thị Lan",
    position: "Chánh Văn phòng",
    urgency: "hoa_toc",
    media: "pdf",
    pages: [
      "TỈNH ỦY SƠN HÀ\n*\nSố 66-TB/TU\nSơn Hà, ngày 14 tháng 02 năm 2020\nTHÔNG BÁO\nkết luận của Ban Thường vụ Tỉnh ủy về công tác phòng, chống dịch bệnh\n\nHạn chế hội họp đông người; bảo đảm cung ứng hàng hóa thiết yếu.\n\nCHÁNH VĂN PHÒNG\nĐỗ Thị Lan",
    ],
  },
  {
    kind: "chuong_trinh",
    number: "21-CTr/TU",
    issued: "2018-01-25",
    issuer: TU,
    place: "Sơn Hà",
    subject: "công tác kiểm tra, giám sát năm 2018 của Ban Thường vụ Tỉnh ủy",
    signer: "Trần Văn Minh",
    position: "Bí thư",
    media: "docx",
    pages: [
      "TỈNH ỦY SƠN HÀ\n*\nSố 21-CTr/TU\nSơn Hà, ngày 25 tháng 01 năm 2018\nCHƯƠNG TRÌNH\ncông tác kiểm tra, giám sát năm 2018 của Ban Thường vụ Tỉnh ủy\n\nKiểm tra hai đảng bộ trực thuộc về lãnh đạo công tác cán bộ.\n\nBÍ THƯ\nTrần Văn Minh",
    ],
  },
  {
    kind: null,
    number: null,
    issued: null,
    issuer: null,
    subject: null,
    media: "pdf",
    pages: [""],
    warnings: ["no_text_layer"],
  },
];
