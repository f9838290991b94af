//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Văn Khố: kho văn bản ngoại tuyến của cơ quan Đảng và Nhà nước
#[derive(Parser)]
#[command(name = "vankho", version, max_term_width = 100)]
pub struct Arguments {
    /// Thư mục kho (mặc định: kho của ứng dụng trên máy này)
    #[arg(long, global = true, env = "VANKHO_STORE", value_name = "THƯ_MỤC")]
    pub store: Option<PathBuf>,
    /// Chỉ in JSON ra stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Việc cần làm
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Tạo một kho trống
    Init,
    /// Nhập văn bản từ tệp và thư mục
    Import(ImportArguments),
    /// Đọc các trường và viện dẫn của tệp, không nhập kho
    Recognize {
        /// Tệp hoặc thư mục
        #[arg(required = true, value_name = "ĐƯỜNG_DẪN")]
        paths: Vec<PathBuf>,
    },
    /// Tìm văn bản
    Search(SearchArguments),
    /// Xem một văn bản
    Show {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
    },
    /// In toàn văn, các trang cách nhau bằng dấu sang trang
    Text {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
    },
    /// Xem văn bản này căn cứ, thực hiện gì, và những gì viện dẫn nó
    Relations {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
        /// Đi xa mấy bước
        #[arg(long, default_value_t = 1, value_name = "N")]
        depth: u32,
    },
    /// Liệt kê văn bản có thể trùng nhau: cùng số, cơ quan, năm hoặc gần như cùng lời văn
    Duplicates(DuplicatesArguments),
    /// Liệt kê văn bản được viện dẫn mà chưa có trong kho
    Missing {
        /// Số dòng
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Liệt kê văn bản chưa được văn bản nào viện dẫn (thực hiện, báo cáo…)
    Uncited(UncitedArguments),
    /// Liệt kê văn bản có trường máy đọc chưa chắc, cần kiểm tra
    Review {
        /// Số dòng
        #[arg(long, default_value_t = 50, value_name = "N")]
        limit: usize,
    },
    /// Xác nhận các trường máy đọc được là đúng
    Confirm {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
        /// Tên trường: number, issuer, signer…; không nêu thì mọi trường còn chờ
        #[arg(value_name = "TRƯỜNG")]
        fields: Vec<String>,
    },
    /// Ghi giá trị đúng của một trường
    Correct {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
        /// Tên trường: number, issuer, signer…
        #[arg(value_name = "TRƯỜNG")]
        field: String,
        /// Giá trị đúng; nhiều giá trị cho addressees, recipients; để trống là bỏ giá trị
        #[arg(value_name = "GIÁ_TRỊ")]
        values: Vec<String>,
    },
    /// Bác bỏ giá trị máy đọc được, để trống trường
    Reject {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
        /// Tên trường
        #[arg(required = true, value_name = "TRƯỜNG")]
        fields: Vec<String>,
    },
    /// Xác nhận, sửa hoặc bác bỏ một viện dẫn (số thứ tự trong `relations --json`)
    Cite(CiteArguments),
    /// Xem lịch sử sửa của một văn bản
    History {
        /// Mã hoặc số, ký hiệu
        #[arg(value_name = "VĂN_BẢN")]
        reference: String,
    },
    /// Hoàn tác một lần sửa, theo số trong `history`
    Undo {
        /// Số của lần sửa
        #[arg(value_name = "LẦN_SỬA")]
        change: u64,
        /// Số này là của một lần sửa nhiều văn bản (`change`)
        #[arg(long)]
        many: bool,
    },
    /// Sửa nhiều văn bản một lần: trường, nhãn, hồ sơ, thùng rác
    Change(ChangeArguments),
    /// Xem thùng rác; văn bản ở đó 30 ngày
    Trash(TrashArguments),
    /// Liệt kê hồ sơ, hoặc lập hồ sơ mới
    Dossiers(DossiersArguments),
    /// Liệt kê nhãn
    Tags,
    /// Xuất danh sách văn bản ra CSV hoặc JSON
    Export(ExportArguments),
    /// Đối chiếu bản gốc, danh mục và chỉ mục
    Check {
        /// Đọc lại và tính lại mã băm của mọi bản gốc
        #[arg(long)]
        read_data: bool,
    },
    /// Dựng lại chỉ mục từ kho
    Reindex,
    /// Đọc lại bản gốc; trường đã xác nhận giữ nguyên
    Reread(RereadArguments),
    /// Đếm văn bản theo loại, năm, cơ quan; dung lượng; độ trễ chỉ mục
    Stats,
}

/// `import`
#[derive(Args)]
pub struct ImportArguments {
    /// Tệp hoặc thư mục
    #[arg(required_unless_present = "records", value_name = "ĐƯỜNG_DẪN")]
    pub paths: Vec<PathBuf>,
    /// Chuyển dữ liệu: mỗi dòng là một đối tượng JSON
    #[arg(long, value_name = "TỆP.jsonl", conflicts_with = "paths")]
    pub records: Option<PathBuf>,
    /// Chưa đọc chữ trên trang ảnh (đọc sau bằng `vankho reread --waiting`)
    #[arg(long)]
    pub no_ocr: bool,
}

/// `duplicates`
#[derive(Args)]
pub struct DuplicatesArguments {
    /// Mã hoặc số, ký hiệu; không nêu thì xem cả kho
    #[arg(value_name = "VĂN_BẢN")]
    pub reference: Option<String>,
    /// Ghi rằng văn bản này không trùng với văn bản kia
    #[arg(long, value_name = "VĂN_BẢN", requires = "reference")]
    pub distinct: Option<String>,
    /// Bỏ lời ghi đó
    #[arg(long, value_name = "VĂN_BẢN", requires = "reference", conflicts_with = "distinct")]
    pub undo_distinct: Option<String>,
    /// Số dòng khi xem cả kho
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
}

/// `reread`
#[derive(Args)]
pub struct RereadArguments {
    /// Mã hoặc số, ký hiệu
    #[arg(required_unless_present_any = ["all", "waiting"], value_name = "VĂN_BẢN")]
    pub references: Vec<String>,
    /// Đọc lại mọi văn bản
    #[arg(long, conflicts_with = "references")]
    pub all: bool,
    /// Chỉ đọc chữ các trang ảnh còn chờ
    #[arg(long, conflicts_with_all = ["references", "all"])]
    pub waiting: bool,
}

/// `change`
#[derive(Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["on", "query"]))]
#[command(group = clap::ArgGroup::new("what").required(true)
    .args(["set", "add_tag", "remove_tag", "dossier", "out_of", "trash", "restore"]))]
pub struct ChangeArguments {
    /// Văn bản này: mã hoặc số, ký hiệu (lặp lại được)
    #[arg(long, value_name = "VĂN_BẢN")]
    pub on: Vec<String>,
    /// Mọi văn bản mà lời tìm này thấy; để trống là tất cả
    #[arg(long, value_name = "LỜI_TÌM")]
    pub query: Option<String>,
    /// Ghi giá trị cho một trường; để trống là bỏ giá trị
    #[arg(long, value_name = "TRƯỜNG=GIÁ_TRỊ")]
    pub set: Option<String>,
    /// Thêm nhãn (lặp lại được)
    #[arg(long, value_name = "NHÃN")]
    pub add_tag: Vec<String>,
    /// Bỏ nhãn (lặp lại được)
    #[arg(long, value_name = "NHÃN")]
    pub remove_tag: Vec<String>,
    /// Đưa vào hồ sơ (mã hoặc số, ký hiệu hồ sơ)
    #[arg(long, value_name = "HỒ_SƠ")]
    pub dossier: Option<String>,
    /// Đưa ra khỏi hồ sơ
    #[arg(long, value_name = "HỒ_SƠ")]
    pub out_of: Option<String>,
    /// Bỏ vào thùng rác
    #[arg(long)]
    pub trash: bool,
    /// Lấy lại từ thùng rác (nêu bằng mã)
    #[arg(long)]
    pub restore: bool,
    /// Chỉ xem sẽ đổi những gì
    #[arg(long)]
    pub preview: bool,
    /// Đổi cả giá trị đã có người quyết định
    #[arg(long)]
    pub over_decided: bool,
}

/// `export`
#[derive(Args)]
pub struct ExportArguments {
    /// Dạng tệp
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// Chỉ những văn bản mà lời tìm này thấy
    #[arg(long, default_value = "", value_name = "LỜI_TÌM")]
    pub query: String,
    /// Thứ tự
    #[arg(long, value_enum, default_value_t = SortArgument::Newest)]
    pub sort: SortArgument,
    /// Ghi vào tệp này; không nêu thì in ra stdout
    #[arg(long, short, value_name = "TỆP")]
    pub output: Option<PathBuf>,
}

/// `--format`
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Bảng cho Excel, LibreOffice: UTF-8, an toàn công thức
    Csv,
    /// Mỗi dòng một văn bản, đủ mọi trường
    Jsonl,
}

/// `trash`
#[derive(Args)]
pub struct TrashArguments {
    /// Xóa hẳn mọi văn bản trong thùng rác cùng bản gốc; không lấy lại được
    #[arg(long, conflicts_with = "expired")]
    pub empty: bool,
    /// Xóa hẳn những văn bản đã ở đó quá 30 ngày
    #[arg(long)]
    pub expired: bool,
    /// Số dòng
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
}

/// `dossiers`
#[derive(Args)]
pub struct DossiersArguments {
    /// Lập hồ sơ mới với tiêu đề này
    #[arg(long, value_name = "TIÊU_ĐỀ")]
    pub new: Option<String>,
    /// Số, ký hiệu của hồ sơ mới
    #[arg(long, value_name = "SỐ", requires = "new")]
    pub code: Option<String>,
}

/// `cite`
#[derive(Args)]
pub struct CiteArguments {
    /// Số thứ tự của viện dẫn
    #[arg(value_name = "VIỆN_DẪN")]
    pub citation: u64,
    /// Không phải viện dẫn, hoặc đọc sai
    #[arg(long, conflicts_with_all = ["relation", "to"])]
    pub reject: bool,
    /// Quan hệ đúng: implements, reports_on…
    #[arg(long, value_name = "QUAN_HỆ")]
    pub relation: Option<String>,
    /// Văn bản được viện dẫn
    #[arg(long, value_name = "VĂN_BẢN")]
    pub to: Option<String>,
}

/// `uncited`
#[derive(Args)]
pub struct UncitedArguments {
    /// Chỉ loại này (mã hoặc tên)
    #[arg(long, value_name = "LOẠI")]
    pub kind: Option<String>,
    /// Chỉ xét quan hệ này: implements, reports_on… (lặp lại được)
    #[arg(long, value_name = "QUAN_HỆ")]
    pub relation: Vec<String>,
    /// Số dòng
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub limit: usize,
}

/// `search`
#[derive(Args)]
pub struct SearchArguments {
    /// Lời tìm: từ, cụm từ trong ngoặc kép, số ký hiệu; có dấu hay không đều được
    #[arg(required_unless_present = "batch", value_name = "LỜI_TÌM")]
    pub query: Vec<String>,
    /// Mỗi dòng của tệp là một lời tìm, mỗi dòng in ra là một kết quả JSON
    #[arg(long, value_name = "TỆP", conflicts_with = "query")]
    pub batch: Option<PathBuf>,
    /// Với --batch: in đủ như khi tìm từng lời
    #[arg(long, requires = "batch")]
    pub full: bool,
    /// Số kết quả
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub limit: u32,
    /// Bỏ qua bao nhiêu kết quả đầu
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub offset: u32,
    /// Thứ tự
    #[arg(long, value_enum, default_value_t = SortArgument::Relevance)]
    pub sort: SortArgument,
    /// Chỉ loại này (mã hoặc tên; lặp lại được)
    #[arg(long, value_name = "LOẠI")]
    pub kind: Vec<String>,
    /// Chỉ năm này (lặp lại được)
    #[arg(long, value_name = "NĂM")]
    pub year: Vec<u16>,
    /// Chỉ cơ quan này, đúng như in trên văn bản (lặp lại được)
    #[arg(long, value_name = "CƠ_QUAN")]
    pub issuer: Vec<String>,
}

/// `--sort`
#[derive(Clone, Copy, ValueEnum)]
pub enum SortArgument {
    /// Sát nhất trước
    Relevance,
    /// Mới nhất trước
    Newest,
    /// Cũ nhất trước
    Oldest,
    /// Theo sổ: loại, năm, số
    Number,
    /// Theo cơ quan, thứ tự chữ cái tiếng Việt
    Issuer,
    /// Theo trích yếu, thứ tự chữ cái tiếng Việt
    Subject,
}
