//! Files inside files, as the program speaks of them: how much may come out, and why something can't be had.

/// What may still come out of a file. Shared by all that lies inside it, however deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Files.
    pub files: u64,
    /// Bytes of all of them together.
    pub bytes: u64,
}

/// Why a file inside another one, or all of them, can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnpackFault {
    /// Locked with a password.
    Encrypted,
    /// More than there is [`Room`] for, or one that inflates without end.
    TooLarge,
    /// Broken, packed in a way that is not known, or its reader was stopped.
    Damaged,
}

impl UnpackFault {
    const ALL: [Self; 3] = [Self::Encrypted, Self::TooLarge, Self::Damaged];

    /// Its code between the two processes.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::TooLarge => "too_large",
            Self::Damaged => "damaged",
        }
    }

    /// Reads what `as_str` writes.
    pub(crate) fn from_code(code: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.as_str().as_bytes() == code)
    }
}
