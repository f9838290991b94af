// Selecting many documents and what is done with them: the source catalogue.
export const desk = {
  "command.select_all": "Chọn tất cả",
  "command.select_none": "Bỏ chọn",
  "select.count": "Đã chọn {n} văn bản",
  "select.all": "Chọn cả {n} văn bản",
  "select.actions": "Việc làm với các văn bản đã chọn",
  "select.range_cut": "Một lần chọn tối đa {n} văn bản liền nhau. Chọn tất cả thì không giới hạn.",
  "help.list.extend": "Chọn thêm dòng kề",
  "help.list.mark": "Chọn hoặc bỏ chọn một dòng",
  "status.selected": "đã chọn {n}",
  "status.review": "Cần kiểm tra: {n}",
} as const;
