//! The formats this program knows by their bytes.

macro_rules! formats {
    ($($name:ident $media_type:literal),+ $(,)?) => {
        /// A recognised format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Format { $($name),+ }

        impl Format {
            /// Every one.
            #[cfg(feature = "fuzzing")]
            pub(crate) const ALL: &[Self] = &[$(Self::$name),+];

            /// Its media type.
            pub(crate) fn media_type(self) -> &'static str {
                match self { $(Self::$name => $media_type),+ }
            }

            /// Reads what `media_type` writes.
            pub(crate) fn from_media_type(text: &str) -> Option<Self> {
                match text { $($media_type => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

formats! {
    Pdf "application/pdf",
    Docx "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Xlsx "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Pptx "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Odt "application/vnd.oasis.opendocument.text",
    Ods "application/vnd.oasis.opendocument.spreadsheet",
    Odp "application/vnd.oasis.opendocument.presentation",
    Doc "application/msword",
    Xls "application/vnd.ms-excel",
    Ppt "application/vnd.ms-powerpoint",
    Msg "application/vnd.ms-outlook",
    // An OLE container whose directory does not say what is inside, or that hides an encrypted package.
    Ole "application/x-ole-storage",
    // A ZIP archive that no reader has looked into yet.
    Zip "application/zip",
    Rtf "application/rtf",
    Eml "message/rfc822",
    Html "text/html",
    Text "text/plain",
    Jpeg "image/jpeg",
    Png "image/png",
    Tiff "image/tiff",
}
