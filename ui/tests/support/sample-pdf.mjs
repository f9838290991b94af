// Prints the three-page PDF the browser tests read: `node tests/support/sample-pdf.mjs`. The text is our own.
import { startBrowser } from "./browser.mjs";
import { SAMPLE } from "./server.mjs";

const FILLER = Array.from(
  { length: 24 },
  (_, index) => `<p>${index + 1}. Các cấp ủy, tổ chức đảng trong tỉnh lãnh đạo, chỉ đạo việc thực hiện, kiểm tra và báo cáo định kỳ.</p>`,
).join("");

const HTML = `<!doctype html><meta charset="utf-8"><style>
  body { font: 14pt/1.5 "Tinos", "Liberation Serif", serif; margin: 0 1cm; }
  h1 { font-size: 16pt; text-align: center; } .break { break-after: page; } table { width: 100%; text-align: center; }
</style>
<section class="break"><table><tr><td>TỈNH ỦY SƠN HÀ<br>*<br>Số 04-NQ/TU</td><td><b>ĐẢNG CỘNG SẢN VIỆT NAM</b><br><i>Sơn Hà, ngày 01 tháng 7 năm 2016</i></td></tr></table>
<h1>NGHỊ QUYẾT<br>về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính giai đoạn 2016-2020</h1>
<p>Trong những năm qua, công tác cải cách hành chính của tỉnh đã có chuyển biến tích cực.</p></section>
<section class="break"><h1>Nhiệm vụ</h1>${FILLER}</section>
<section><h1>Tổ chức thực hiện</h1><p>Đẩy mạnh cải cách thủ tục hành chính; định kỳ sáu tháng báo cáo kết quả cải cách hành chính.</p></section>`;

const { context, close } = await startBrowser();
const page = await context.newPage();
await page.setContent(HTML);
await page.pdf({ path: SAMPLE, format: "A4", printBackground: true, margin: { top: "2cm", bottom: "2cm" } });
await close();
