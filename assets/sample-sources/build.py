"""Dựng các mẫu DOCX, TXT và bản quét từ nguồn trong thư mục này. Gọi qua build.sh.

Cần: python-docx, Pillow, pdftoppm. Đối số: thư mục đích, tệp PDF của trang sẽ thành bản quét.
"""
import datetime
import io
import pathlib
import random
import re
import subprocess
import sys
import unicodedata
import zipfile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageFilter

HERE = pathlib.Path(__file__).resolve().parent
PARTY_TITLE = ["ĐẢNG CỘNG SẢN VIỆT NAM"]
STATE_TITLE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


class Page:
    """Một văn bản A4 với phần đầu và phần ký trong bảng hai cột không kẻ khung."""

    def __init__(self, title):
        self.doc = Document()
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        style = self.doc.styles["Normal"]
        style.font.name, style.font.size = "Times New Roman", Pt(14)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
        style.paragraph_format.space_after = Pt(0)
        core = self.doc.core_properties
        core.title, core.author, core.comments, core.language = title, "", "", "vi-VN"
        core.created = core.modified = datetime.datetime(2026, 1, 1)

    def put(self, where, text, align=ALIGN.CENTER, bold=False, italic=False, underline=False, size=None):
        paragraph = where.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.italic, run.underline = bold, italic, underline
        if size:
            run.font.size = Pt(size)
        return paragraph

    def columns(self, left_width):
        table = self.doc.add_table(rows=1, cols=2)
        table.autofit = False
        row = table.rows[0]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        self.widths(table, (left_width, 16 - left_width))
        return row.cells

    @staticmethod
    def widths(table, widths):
        for column, width in zip(table.columns, widths):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)

    @staticmethod
    def trim(cell):
        """Bỏ đoạn rỗng mà Word luôn đặt sẵn trong ô."""
        cell._tc.remove(cell.paragraphs[0]._p)

    def head(self, left, title, date):
        """left: danh sách (dòng, đậm, nghiêng)."""
        one, two = self.columns(6.2)
        small = 12 if len(title) == 2 else 14
        for line, bold, italic in left:
            self.put(one, line, bold=bold, italic=italic, size=12 if italic else small)
        for index, line in enumerate(title):
            last = index == len(title) - 1
            self.put(two, line, bold=True, underline=last, size=small)
        self.put(two, date, italic=True, size=13).paragraph_format.space_before = Pt(6)
        self.trim(one)
        self.trim(two)

    def kind(self, name, subject, rule):
        self.put(self.doc, name, bold=True, size=15).paragraph_format.space_before = Pt(20)
        for line in subject:
            self.put(self.doc, line, bold=True)
        self.put(self.doc, rule).paragraph_format.space_after = Pt(10)

    def body(self, *lines):
        """Dòng bắt đầu bằng "# " là đề mục."""
        for line in lines:
            heading = line.startswith("# ")
            paragraph = self.put(self.doc, line.removeprefix("# "), align=ALIGN.JUSTIFY, bold=heading)
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
            paragraph.paragraph_format.space_after = Pt(6)
            paragraph.paragraph_format.line_spacing = 1.15
            paragraph.paragraph_format.keep_with_next = heading

    def to(self, lead, names):
        if len(names) == 1:
            self.put(self.doc, f"{lead} {names[0]}").paragraph_format.space_after = Pt(12)
            return
        paragraph = self.put(self.doc, lead, align=ALIGN.LEFT)
        paragraph.paragraph_format.left_indent = Cm(3)
        for name in names:
            paragraph = self.put(self.doc, name, align=ALIGN.LEFT)
            paragraph.paragraph_format.left_indent = Cm(4.5)
        paragraph.paragraph_format.space_after = Pt(12)

    def table(self, rows, widths):
        table = self.doc.add_table(rows=0, cols=len(widths))
        table.style, table.autofit = "Table Grid", False
        for number, row in enumerate(rows):
            for cell, text in zip(table.add_row().cells, row):
                self.put(cell, text, align=ALIGN.CENTER if number == 0 else ALIGN.LEFT, bold=number == 0, size=12)
                self.trim(cell)
        self.widths(table, widths)
        self.put(self.doc, "", size=6)

    def sign(self, recipients, posts, name, party):
        self.doc.paragraphs[-1].paragraph_format.keep_with_next = True
        self.put(self.doc, "", size=8).paragraph_format.keep_with_next = True
        one, two = self.columns(8)
        self.put(one, "Nơi nhận" if party else "Nơi nhận:", align=ALIGN.LEFT, bold=not party, italic=not party,
                 underline=party, size=12)
        for line in recipients:
            self.put(one, line, align=ALIGN.LEFT, size=11)
        for index, post in enumerate(posts):
            self.put(two, post, bold=not party or index == 0)
        for _ in range(4):
            self.put(two, "")
        self.put(two, name, bold=True)
        self.trim(one)
        self.trim(two)

    def page_numbers(self):
        section = self.doc.sections[0]
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = paragraph.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = text
            run._r.append(mark)

    def save(self, path):
        self.page_numbers()
        buffer = io.BytesIO()
        self.doc.save(buffer)
        # Ghi lại với ngày cố định để hai lần dựng cho cùng một tệp.
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                if item.filename != "docProps/thumbnail.jpeg":
                    data = old.read(item)
                    if item.filename == "_rels/.rels":
                        data = without_thumbnail(data)
                    new.writestr(zipfile.ZipInfo(item.filename, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def without_thumbnail(rels):
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", rels)


def ke_hoach_87(path):
    page = Page("Kế hoạch 87-KH/TU")
    page.head([("TỈNH ỦY SÔNG THANH", True, False), ("*", False, False), ("Số 87-KH/TU", False, False)],
              PARTY_TITLE, "Thanh An, ngày 15 tháng 8 năm 2016")
    page.kind("KẾ HOẠCH", ["thực hiện Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy về",
                           "tăng cường sự lãnh đạo của Đảng đối với công tác",
                           "cải cách hành chính giai đoạn 2016-2020"], "-----")
    page.body(
        "Thực hiện Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2016-2020, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch thực hiện như sau:",
        "# I- MỤC ĐÍCH, YÊU CẦU",
        "1- Giúp cấp ủy, tổ chức đảng, đảng viên nắm chắc nội dung Nghị quyết; biến mục tiêu năm 2020 thành việc làm của từng năm, từng đơn vị.",
        "2- Phân công phải rõ ai làm, làm gì, bao giờ xong; không giao chung chung. Việc nào kéo dài qua năm thì có mốc kiểm tra giữa chừng.",
        "3- Kết hợp với việc thực hiện Nghị quyết Trung ương về xây dựng Đảng và học tập, làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "# II- PHÂN CÔNG NHIỆM VỤ")
    page.table([
        ("TT", "Nội dung", "Cơ quan chủ trì", "Hoàn thành"),
        ("1", "Hội nghị cán bộ toàn tỉnh quán triệt Nghị quyết", "Ban Tuyên giáo Tỉnh ủy", "Tháng 8/2016"),
        ("2", "Đề án rà soát, cắt giảm thủ tục hành chính", "Ban cán sự đảng UBND tỉnh", "Quý IV/2016"),
        ("3", "Đề án sắp xếp phòng, đơn vị thuộc sở", "Ban Tổ chức Tỉnh ủy", "Quý II/2017"),
        ("4", "Phần mềm quản lý văn bản dùng chung của cơ quan đảng", "Văn phòng Tỉnh ủy", "Quý III/2017"),
        ("5", "Đề án Trung tâm Phục vụ hành chính công tỉnh", "Sở Nội vụ", "Quý I/2018"),
        ("6", "Sơ kết ba năm thực hiện Nghị quyết", "Văn phòng Tỉnh ủy", "Tháng 6/2019"),
    ], (1.1, 7.2, 4.7, 3))
    page.body(
        "# III- CÁCH LÀM",
        "1- Học tập, quán triệt: cấp tỉnh một ngày, cấp huyện một ngày, cơ sở nửa ngày; báo cáo viên là đồng chí trong ban thường vụ cấp ủy cùng cấp. Sau học tập, mỗi cấp ủy viên đăng ký một việc cải tiến tại nơi mình phụ trách.",
        "2- Chọn thành phố Thanh An, huyện Bình Giang và Sở Tài nguyên và Môi trường làm điểm. Thường trực Tỉnh ủy trực tiếp theo dõi các đơn vị làm điểm, ba tháng nghe báo cáo một lần.",
        "3- Kiểm tra, giám sát: mỗi năm Ban Thường vụ Tỉnh ủy kiểm tra ít nhất sáu đảng bộ trực thuộc; kết quả kiểm tra là căn cứ đánh giá tổ chức đảng và người đứng đầu.",
        "4- Kinh phí thực hiện lấy từ ngân sách theo phân cấp; Văn phòng Tỉnh ủy, Sở Tài chính hướng dẫn lập dự toán, không để việc chậm vì thiếu kinh phí.",
        "# IV- TỔ CHỨC THỰC HIỆN",
        "Các ban đảng, đảng đoàn, ban cán sự đảng, các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch của mình, gửi về Văn phòng Tỉnh ủy trước ngày 30/9/2016. Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ 6 tháng báo cáo Ban Thường vụ Tỉnh ủy.")
    page.sign(["- Văn phòng Trung ương Đảng (để báo cáo),", "- Các đồng chí Tỉnh ủy viên,", "- Các ban đảng, đảng đoàn, ban cán sự đảng,",
               "- Các cấp ủy trực thuộc Tỉnh ủy,", "- Lưu Văn phòng Tỉnh ủy."],
              ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "Đỗ Minh Khuê", party=True)
    page.save(path)


def cong_van_2316(path):
    page = Page("Công văn 2316/UBND-NC")
    page.head([("ỦY BAN NHÂN DÂN", True, False), ("TỈNH SÔNG THANH", True, False), ("Số: 2316/UBND-NC", False, False),
               ("V/v chuẩn bị nội dung làm việc với Đoàn Kiểm tra của Tỉnh ủy về thực hiện Nghị quyết số 04-NQ/TU", False, True)],
              STATE_TITLE, "Thanh An, ngày 12 tháng 8 năm 2019")
    page.put(page.doc, "KHẨN", align=ALIGN.LEFT, bold=True).paragraph_format.space_before = Pt(6)
    page.to("Kính gửi:", ["- Sở Nội vụ;", "- Sở Tài nguyên và Môi trường;", "- Công an tỉnh;",
                          "- Ủy ban nhân dân các huyện: Bình Giang, Đông Trà, Thượng Ngàn, Nam Lũng."])
    page.body(
        "Thực hiện Báo cáo số 215-BC/TU ngày 28/6/2019 của Ban Thường vụ Tỉnh ủy sơ kết 3 năm thực hiện Nghị quyết số 04-NQ/TU ngày 01/7/2016, từ ngày 26/8/2019 đến ngày 27/9/2019, Đoàn Kiểm tra của Tỉnh ủy sẽ làm việc với một số cơ quan, địa phương. Để việc kiểm tra đạt kết quả, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:",
        "1. Các cơ quan, địa phương có tên trên chuẩn bị báo cáo không quá 12 trang, số liệu tính đến hết ngày 31/7/2019; nêu rõ việc chưa làm được, trách nhiệm của tập thể, cá nhân và hướng khắc phục. Báo cáo gửi về Sở Nội vụ trước ngày 21/8/2019 để tổng hợp.",
        "2. Rà soát toàn bộ hồ sơ quá hạn; hồ sơ nào quá hạn trên 30 ngày phải có danh sách riêng, ghi tên người thụ lý. Công an tỉnh chuẩn bị thêm số liệu về kết quả thực hiện Kế hoạch số 449/KH-CAT-PV11 ngày 22/9/2015.",
        "3. Bố trí để Đoàn Kiểm tra gặp trực tiếp người dân đang làm thủ tục; không sắp xếp trước người trả lời, không tổ chức đón tiếp.",
        "4. Giao Sở Nội vụ liên hệ với Văn phòng Tỉnh ủy thống nhất lịch cụ thể, thông báo cho các đơn vị trước ít nhất ba ngày làm việc.",
        "Văn phòng Ủy ban nhân dân tỉnh thông báo để các cơ quan, địa phương biết, thực hiện./.")
    page.sign(["- Như trên;", "- Văn phòng Tỉnh ủy;", "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;", "- Trung tâm Phục vụ hành chính công tỉnh;",
               "- Lưu: VT, NC (2)."],
              ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], "Phan Đình Nhẫn", party=False)
    page.save(path)


def to_trinh_52(path):
    page = Page("Tờ trình 52/TTr-SNV")
    page.head([("UBND TỈNH SÔNG THANH", False, False), ("SỞ NỘI VỤ", True, False), ("Số: 52/TTr-SNV", False, False)],
              STATE_TITLE, "Thanh An, ngày 05 tháng 3 năm 2018")
    page.kind("TỜ TRÌNH", ["Về việc phê duyệt Đề án thành lập", "Trung tâm Phục vụ hành chính công tỉnh Sông Thanh"], "_______________")
    page.to("Kính gửi:", ["Ủy ban nhân dân tỉnh Sông Thanh."])
    page.body(
        "Thực hiện Kết luận số 128-KL/TU ngày 29/12/2017 của Ban Thường vụ Tỉnh ủy và Kế hoạch số 87-KH/TU ngày 15/8/2016 của Ban Thường vụ Tỉnh ủy, Sở Nội vụ đã xây dựng dự thảo Đề án thành lập Trung tâm Phục vụ hành chính công tỉnh, lấy ý kiến 19 sở, ban, ngành và 7 Ủy ban nhân dân cấp huyện, nay kính trình Ủy ban nhân dân tỉnh xem xét với các nội dung chính như sau:",
        "# I. SỰ CẦN THIẾT",
        "Hiện nay mỗi sở có một bộ phận tiếp nhận riêng. Một người muốn mở xưởng gỗ phải đến bốn cơ quan, ít nhất chín lượt. Năm 2017, các sở nhận 74.300 hồ sơ, trong đó 6,2% trả trễ; phòng tiếp nhận của sáu sở có diện tích dưới 20 m2, không có chỗ ngồi chờ.",
        "Đưa việc tiếp nhận về một nơi sẽ giảm đi lại cho người dân, tách người nhận hồ sơ với người xử lý hồ sơ và giúp lãnh đạo tỉnh theo dõi được từng hồ sơ hằng ngày.",
        "# II. NỘI DUNG ĐỀ ÁN",
        "1. Tên gọi, vị trí: Trung tâm Phục vụ hành chính công tỉnh là đơn vị hành chính đặc thù thuộc Văn phòng Ủy ban nhân dân tỉnh, có con dấu và tài khoản riêng.",
        "2. Trụ sở: tầng 1 và tầng 2 nhà làm việc số 8 đường Bờ Kè, thành phố Thanh An (nhà cũ của Thư viện tỉnh), diện tích sử dụng 1.150 m2.",
        "3. Nhân sự: giám đốc, một phó giám đốc, 9 người làm việc thường xuyên, điều chuyển trong số biên chế hiện có; 32 công chức do các sở cử đến, thay phiên sáu tháng một lần.",
        "4. Lộ trình: sửa chữa trụ sở từ tháng 4/2018; chạy thử trong tháng 9/2018; khai trương trong tháng 10/2018.",
        "5. Kinh phí: 9,6 tỷ đồng, gồm sửa chữa 3,8 tỷ đồng, thiết bị và phần mềm 5,1 tỷ đồng, đào tạo 0,7 tỷ đồng, từ nguồn ngân sách tỉnh năm 2018.",
        "# III. Ý KIẾN CÁC CƠ QUAN",
        "Có 24/26 cơ quan thống nhất. Sở Tài chính đề nghị chia kinh phí thiết bị làm hai năm; Sở Xây dựng đề nghị giữ việc tiếp nhận hồ sơ thẩm định thiết kế tại trụ sở sở. Sở Nội vụ tiếp thu ý kiến thứ nhất; đối với ý kiến thứ hai, đề nghị vẫn đưa về Trung tâm để bảo đảm nguyên tắc một cửa.",
        "Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.")
    page.put(page.doc, "(Gửi kèm: dự thảo Đề án; bảng tổng hợp ý kiến góp ý)", align=ALIGN.LEFT, italic=True, size=12)
    page.sign(["- Như trên;", "- Văn phòng UBND tỉnh;", "- Giám đốc, các Phó Giám đốc Sở;", "- Lưu: VT, CCHC."],
              ["GIÁM ĐỐC"], "Vũ Đăng Sơn", party=False)
    page.save(path)


def huong_dan_09(path):
    page = Page("Hướng dẫn 09-HD/BTGTU")
    page.head([("TỈNH ỦY SÔNG THANH", False, False), ("BAN TUYÊN GIÁO", True, False), ("*", False, False),
               ("Số 09-HD/BTGTU", False, False)], PARTY_TITLE, "Thanh An, ngày 29 tháng 7 năm 2016")
    page.kind("HƯỚNG DẪN", ["học tập, tuyên truyền Nghị quyết số 04-NQ/TU của Tỉnh ủy",
                            "về công tác cải cách hành chính giai đoạn 2016-2020"], "-----")
    page.body(
        "- Căn cứ Nghị quyết số 04-NQ/TU, ngày 01/7/2016 của Tỉnh ủy về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2016-2020;",
        "- Thực hiện ý kiến của Thường trực Tỉnh ủy tại cuộc họp ngày 18/7/2016,",
        "Ban Tuyên giáo Tỉnh ủy hướng dẫn việc học tập, tuyên truyền Nghị quyết như sau:",
        "# I- NỘI DUNG",
        "1- Vì sao Đảng bộ tỉnh phải ra một nghị quyết riêng về cải cách hành chính; những việc làm được, chưa làm được từ năm 2011 đến năm 2015, có liên hệ tại cơ quan, địa phương mình.",
        "2- Ba quan điểm, bốn nhóm mục tiêu, năm nhóm nhiệm vụ của Nghị quyết; chú ý làm rõ chỉ tiêu về mức độ hài lòng và hồ sơ đúng hạn.",
        "3- Trách nhiệm nêu gương của người đứng đầu và của từng đảng viên làm việc ở bộ phận một cửa.",
        "# II- HÌNH THỨC",
        "1- Hội nghị học tập: do cấp ủy triệu tập, có điểm danh, có viết thu hoạch đối với cán bộ từ phó trưởng phòng trở lên. Bản thu hoạch nêu một việc cụ thể sẽ sửa đổi, không chép lại Nghị quyết.",
        "2- Báo Sông Thanh mở chuyên mục \"Một cửa, nhiều nụ cười\", mỗi tuần hai kỳ; Đài Phát thanh - Truyền hình tỉnh phát phóng sự vào tối thứ năm. Trạm truyền thanh xã đọc tóm tắt Nghị quyết ít nhất sáu buổi trong tháng 9/2016.",
        "3- Tờ gấp hỏi - đáp bằng tiếng Việt và tiếng dân tộc thiểu số, phát tại bộ phận một cửa của 96 xã, phường, thị trấn.",
        "4- Sinh hoạt chi bộ tháng 9/2016 dành thời gian thảo luận Nghị quyết; chi bộ khu dân cư mời trưởng thôn, trưởng ban công tác Mặt trận cùng dự.",
        "# III- TỔ CHỨC THỰC HIỆN",
        "Ban tuyên giáo các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc tham mưu cho cấp ủy kế hoạch học tập; gửi báo cáo kết quả về Ban Tuyên giáo Tỉnh ủy trước ngày 10/11/2016. Tài liệu học tập đăng trên trang thông tin điện tử của Ban.")
    page.sign(["- Thường trực Tỉnh ủy (để báo cáo),", "- Văn phòng Tỉnh ủy,", "- Các ban đảng, đảng ủy trực thuộc Tỉnh ủy,",
               "- Ban tuyên giáo các huyện ủy, thị ủy, thành ủy,", "- Báo Sông Thanh, Đài PT-TH tỉnh,", "- Lưu Ban Tuyên giáo Tỉnh ủy."],
              ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"], "Trịnh Thị Mai Khanh", party=True)
    page.save(path)


def texts(out):
    """Ba cách ghi chữ mà kho phải đọc được: dấu rời (NFD), UTF-16 có BOM, UTF-8 dựng sẵn."""
    for source in sorted((HERE / "txt").glob("*.txt")):
        text = unicodedata.normalize("NFC", source.read_text(encoding="utf-8"))
        if source.name.startswith("TB"):
            data = unicodedata.normalize("NFD", text).encode("utf-8")
        elif source.name.startswith("CT"):
            data = b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")
        else:
            data = text.encode("utf-8")
        (out / source.name).write_bytes(data)


def scan(pdf, out):
    """Trang giấy qua máy quét: hơi nghiêng, hơi nhòe, có hạt bụi; không có lớp chữ."""
    raw = subprocess.run(["pdftoppm", "-r", "150", "-gray", "-singlefile", pdf], check=True, capture_output=True).stdout
    page = Image.open(io.BytesIO(raw)).convert("L")
    page = page.rotate(0.6, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.5))
    dice = random.Random(4)
    dust = Image.new("L", page.size, 255)
    for _ in range(260):
        dust.putpixel((dice.randrange(page.width), dice.randrange(page.height)), dice.randrange(90, 200))
    page = ImageChops.multiply(page, dust).point(lambda value: min(value, 244))
    page.save(out / "scan0042.pdf", "PDF", resolution=150, quality=32)


def main():
    out, pdf = pathlib.Path(sys.argv[1]), sys.argv[2]
    ke_hoach_87(out / "87-KH-TU thực hiện NQ 04.docx")
    cong_van_2316(out / "CV 2316-UBND-NC chuan bi lam viec voi Doan KT.docx")
    to_trinh_52(out / "TTr-52-SNV_de-an-trung-tam-HCC.docx")
    huong_dan_09(out / "HD 09-HD-BTGTU học tập NQ 04.docx")
    texts(out)
    scan(pdf, out)


main()
