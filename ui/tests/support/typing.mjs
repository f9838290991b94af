// How Vietnamese keyboards write: what stands in the field after each key, and the events that bring it there.

/** Telex, one state after another, as Unikey, EVKey and IBus show them. 30 words. */
export const WORDS = [
  "d đ đa đan đang đảng", "ủ ủy", "t ti tin tinh tỉnh", "n ng ngh nghi nghị", "q qu quy quye quyê quyêt quyết",
  "k kê kê kế", "h ho hoa hoac hoach hoạch", "c ca cai cải", "c ca cac cach cách", "h ha han hanh hành",
  "c ch chi chin chinh chính", "b ba bao báo", "c ca cao cáo", "s sô số", "v vê về",
  "t ta tă tăn tăng", "c cu cư cươ cươn cương cường", "l la lan lanh lãnh", "đ đa đao đạo", "c cô côn công",
  "t ta tac tác", "g gi gia giai", "đ đo đoa đoan đoạn", "t to toa toà tòa", "t th thu thuy thuỷ thủy",
  "k ky kỹ", "ơ ở", "u ư ưu", "Đ Đa Đan Đang Đảng", "Ô Ổ Ổn",
].map((states) => states.split(" "));

export const SENTENCE = WORDS.map((states) => states.at(-1)).join(" ");

function shared(before, after) {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  return at;
}

/** Unikey, EVKey: letters are taken back by Backspace, and marked ones put in; nothing is ever composed. */
export async function unikey(page, gap) {
  for (const [index, states] of WORDS.entries()) {
    if (index > 0) await page.keyboard.press("Space");
    let before = "";
    for (const after of states) {
      const keep = shared(before, after);
      for (let n = keep; n < before.length; n++) await page.keyboard.press("Backspace");
      const fresh = after.slice(keep);
      if (/^[a-zA-Z]+$/.test(fresh)) await page.keyboard.type(fresh, { delay: gap });
      else if (fresh) await page.keyboard.insertText(fresh);
      before = after;
      if (gap > 0) await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), gap);
    }
  }
}

/** IBus, Windows' own keyboard: a word is composed under the cursor and put in when it is done. */
export async function ibus(page) {
  const devtools = await page.context().newCDPSession(page);
  for (const [index, states] of WORDS.entries()) {
    for (const text of states) {
      await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    const last = index === WORDS.length - 1;
    await devtools.send("Input.insertText", { text: last ? states.at(-1) : `${states.at(-1)} ` });
  }
  await devtools.detach();
}
