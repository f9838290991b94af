//! One reader a format: bytes in, [`Pages`](crate::pages::Pages) out. A reader knows its own format only.

pub(crate) mod archive;
pub(crate) mod docx;
pub(crate) mod html;
pub(crate) mod letter;
pub(crate) mod odf;
pub(crate) mod pdf;
pub(crate) mod plain;

pub(crate) mod doc;
mod flow;
pub(crate) mod ppt;
pub(crate) mod pptx;
mod relations;
pub(crate) mod rtf;
pub(crate) mod sheet;
mod xml;
