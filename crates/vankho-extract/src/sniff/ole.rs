//! OLE containers (MS-CFB): what is inside, and its streams. A broken container gives what can still be reached.

use crate::read::Refusal;
use crate::sniff::Format;
use crate::sniff::Identified;

const ENTRY_BYTES: usize = 128;
/// Enough for every real file; a longer directory is a trap.
const DIRECTORY_SECTORS: usize = 4096;
/// From here on a sector number is a mark: the end of a chain, a free sector.
const MARKS: u32 = 0xFFFF_FFFA;
const NO_ENTRY: u32 = u32::MAX;
/// Sectors of the allocation table that the header itself lists.
const LISTED: usize = 109;

/// An opened container.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    /// The sector after each sector.
    table: Vec<u32>,
    /// Streams below this size lie in small sectors.
    cutoff: usize,
    small_table: Vec<u32>,
    small_sectors: Vec<u8>,
    /// The storages and streams right below the root: deeper ones belong to embedded objects.
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    bytes: usize,
}

impl<'a> Compound<'a> {
    /// Opens a container; `None` where not even its directory can be read.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = *bytes.get(30)?;
        if shift != 9 && shift != 12 {
            return None;
        }
        let mut container = Self {
            bytes,
            sector_bytes: 1 << shift,
            table: Vec::new(),
            cutoff: u32_at(bytes, 56)? as usize,
            small_table: Vec::new(),
            small_sectors: Vec::new(),
            entries: Vec::new(),
        };
        container.table = container.allocation_table();
        let directory = container.chain(u32_at(bytes, 48)?, DIRECTORY_SECTORS * container.sector_bytes);
        container.small_table = units(&container.chain(u32_at(bytes, 60)?, bytes.len()));
        let root = Entry::read(&directory, 0)?;
        container.small_sectors = container.chain(root.start, root.bytes);
        container.entries = top_entries(&directory);
        (!container.entries.is_empty()).then_some(container)
    }

    /// Whether there is a storage or stream of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream, as many as can be reached; `None` if there is none of that name.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        if entry.bytes >= self.cutoff {
            return Some(self.chain(entry.start, entry.bytes));
        }
        Some(follow(&self.small_table, entry.start, entry.bytes, 64, |number| {
            let start = (number as usize).checked_mul(64)?;
            self.small_sectors.get(start..self.small_sectors.len().min(start.checked_add(64)?))
        }))
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A sector; the last one of a file may be cut off.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector_bytes)?;
        self.bytes.get(start..self.bytes.len().min(start.checked_add(self.sector_bytes)?))
    }

    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        follow(&self.table, start, length, self.sector_bytes, |number| self.sector(number))
    }

    /// The sectors of the table are listed in the header, those beyond in a chain of lists.
    fn allocation_table(&self) -> Vec<u32> {
        let listed = self.bytes.get(76..76 + 4 * LISTED).unwrap_or_default();
        let mut numbers = units(listed);
        let mut list = u32_at(self.bytes, 68).unwrap_or(MARKS);
        let most = self.bytes.len() / self.sector_bytes;
        // A chain that bites its tail is no longer than the file, and its last list may be cut off to nothing.
        for _ in 0..=most {
            let Some(mut more) = self.sector(list).map(units) else { break };
            list = more.pop().unwrap_or(MARKS);
            numbers.append(&mut more);
        }
        let sectors = numbers.into_iter().take(most).take_while(|number| *number < MARKS);
        sectors.map_while(|number| self.sector(number)).flat_map(units).collect()
    }
}

/// Joins the sectors of a chain, as far as it leads and no longer than a stream of this length.
fn follow<'a>(
    table: &[u32],
    mut number: u32,
    length: usize,
    sector_bytes: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Vec<u8> {
    let mut joined = Vec::new();
    // A chain that bites its tail is no longer than the table.
    for _ in 0..length.div_ceil(sector_bytes).min(table.len().max(1)) {
        let Some(found) = sector(number) else { break };
        joined.extend_from_slice(found);
        let Some(next) = table.get(number as usize) else { break };
        number = *next;
    }
    joined.truncate(length);
    joined
}

impl Entry {
    fn read(directory: &[u8], index: u32) -> Option<Self> {
        let found = entry_bytes(directory, index)?;
        let length = usize::from(u16::from_le_bytes([found[64], found[65]])).min(64);
        let name = found[..length].as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
        Some(Self {
            name: String::from_utf16_lossy(&name.take_while(|unit| *unit != 0).collect::<Vec<_>>()),
            start: u32_at(found, 116)?,
            bytes: u32_at(found, 120)? as usize,
        })
    }
}

fn entry_bytes(directory: &[u8], index: u32) -> Option<&[u8]> {
    let start = (index as usize).checked_mul(ENTRY_BYTES)?;
    directory.get(start..start.checked_add(ENTRY_BYTES)?)
}

/// The entries right below the root, which are a tree.
fn top_entries(directory: &[u8]) -> Vec<Entry> {
    let pointer = |index, at| entry_bytes(directory, index).and_then(|entry| u32_at(entry, at));
    let mut seen = vec![false; directory.len() / ENTRY_BYTES];
    let mut open = vec![pointer(0, 76).unwrap_or(NO_ENTRY)];
    let mut entries = Vec::new();
    while let Some(index) = open.pop() {
        let Some(is_seen) = seen.get_mut(index as usize) else { continue };
        if !std::mem::replace(is_seen, true) {
            entries.extend(Entry::read(directory, index));
            open.extend([68, 72].into_iter().filter_map(|at| pointer(index, at)));
        }
    }
    entries
}

fn units(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|unit| u32::from_le_bytes(*unit)).collect()
}

/// The number at this place, low byte first.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

/// The number of two bytes at this place, low byte first.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).and_then(|two| two.try_into().ok()).map(u16::from_le_bytes)
}

/// Tells what an OLE container holds by the names of its topmost streams.
pub(crate) fn identify(bytes: &[u8]) -> Result<Identified, Refusal> {
    let Some(container) = Compound::open(bytes) else {
        return Ok(Identified::Damaged(Format::Ole));
    };
    if container.has("EncryptedPackage") {
        return Ok(Identified::Encrypted(Format::Ole));
    }
    let kinds = [
        ("__properties_version1.0", Format::Msg),
        ("WordDocument", Format::Doc),
        ("PowerPoint Document", Format::Ppt),
        ("Workbook", Format::Xls),
        ("Book", Format::Xls),
    ];
    let format = kinds.into_iter().find(|(name, _)| container.has(name)).map(|(_, format)| format);
    format.map(Identified::Sound).ok_or(Refusal::NotADocument)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Compound, identify};
    use crate::read::Refusal;
    use crate::sniff::Format;
    use crate::sniff::Identified;

    /// A container of these streams: header, table, directory, and every stream in sectors of its own.
    pub(crate) fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let directory_sectors = (streams.len() + 1).div_ceil(4);
        let mut table: Vec<u32> = vec![0xFFFF_FFFD];
        let mut chain = |sectors: usize| {
            let start = u32::try_from(table.len()).expect("few");
            table.extend((1..sectors).map(|i| start + u32::try_from(i).expect("few")));
            table.push(0xFFFF_FFFE);
            start
        };
        let directory_start = chain(directory_sectors);
        let mut directory = vec![0_u8; 512 * directory_sectors];
        let mut write = |index: usize, name: &str, right: u32, child: u32, start: u32, length: usize| {
            let entry = &mut directory[128 * index..][..128];
            for (i, unit) in name.encode_utf16().enumerate() {
                entry[2 * i..2 * i + 2].copy_from_slice(&unit.to_le_bytes());
            }
            entry[64] = u8::try_from(2 * name.len() + 2).expect("a short name");
            entry[68..72].fill(0xFF);
            entry[72..76].copy_from_slice(&right.to_le_bytes());
            entry[76..80].copy_from_slice(&child.to_le_bytes());
            entry[116..120].copy_from_slice(&start.to_le_bytes());
            entry[120..124].copy_from_slice(&u32::try_from(length).expect("small").to_le_bytes());
        };
        write(0, "Root Entry", u32::MAX, 1, u32::MAX, 0);
        let mut content = Vec::new();
        for (i, (name, bytes)) in streams.iter().enumerate() {
            let next = if i + 1 < streams.len() { u32::try_from(i + 2).expect("few") } else { u32::MAX };
            write(i + 1, name, next, u32::MAX, chain(bytes.len().div_ceil(512).max(1)), bytes.len());
            content.extend_from_slice(bytes);
            content.resize(
                content.len().next_multiple_of(512).max(content.len() + 512 * usize::from(bytes.is_empty())),
                0,
            );
        }
        assert!(table.len() <= 128, "one sector of the table is enough");
        let mut bytes = vec![0_u8; 512];
        bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        bytes[30] = 9;
        bytes[48..52].copy_from_slice(&directory_start.to_le_bytes());
        bytes[60..64].fill(0xFF);
        bytes[68..72].fill(0xFF);
        bytes[80..512].fill(0xFF);
        table.resize(128, u32::MAX);
        bytes.extend(table.iter().flat_map(|number| number.to_le_bytes()));
        [bytes, directory, content].concat()
    }

    fn named(names: &[&str]) -> Vec<u8> {
        container(&names.iter().map(|name| (*name, &b""[..])).collect::<Vec<_>>())
    }

    #[test]
    fn tells_what_is_inside() {
        let check = |names: &[&str], expected| {
            assert!(
                matches!(identify(&named(names)), Ok(Identified::Sound(f)) if f == expected),
                "{names:?}"
            );
        };
        check(&["\u{1}CompObj", "WordDocument"], Format::Doc);
        check(&["Workbook"], Format::Xls);
        check(&["Current User", "PowerPoint Document"], Format::Ppt);
        check(&["__properties_version1.0"], Format::Msg);
        let locked = identify(&named(&["EncryptionInfo", "EncryptedPackage"]));
        assert!(matches!(locked, Ok(Identified::Encrypted(Format::Ole))));
        assert!(matches!(identify(&named(&["Catalog"])), Err(Refusal::NotADocument)));
        assert!(matches!(identify(&named(&["WordDocument"])[..600]), Ok(Identified::Damaged(Format::Ole))));
    }

    #[test]
    fn streams_are_joined_from_their_sectors_as_far_as_they_go() {
        let long: Vec<u8> = (0..2000_u32).map(|i| i.to_le_bytes()[0]).collect();
        let bytes = container(&[("a", b"short"), ("Long", &long)]);
        let stream = |bytes: &[u8], name| Compound::open(bytes).and_then(|found| found.stream(name));
        assert_eq!(stream(&bytes, "a").as_deref(), Some(&b"short"[..]));
        assert_eq!(stream(&bytes, "long"), Some(long.clone()));
        assert_eq!(stream(&bytes, "none"), None);
        assert_eq!(stream(&bytes[..bytes.len() - 1000], "long").as_deref(), Some(&long[..1048]));
    }

    #[test]
    fn a_chain_that_bites_its_tail_ends() {
        let mut bytes = container(&[("a", &[7; 600])]);
        bytes[512 + 4 * 3..][..4].copy_from_slice(&2_u32.to_le_bytes());
        let container = Compound::open(&bytes).expect("a container");
        assert_eq!(container.stream("a"), Some(vec![7; 600]));
        bytes[512 + 4..][..4].copy_from_slice(&1_u32.to_le_bytes());
        assert!(Compound::open(&bytes).is_some(), "a directory in a ring");
    }

    #[test]
    fn a_list_that_names_itself_ends() {
        let mut bytes = vec![0_u8; 512 + 4];
        bytes[30] = 9;
        // The chain of lists begins in the first sector, which is cut off after one number: its own.
        bytes[44..48].copy_from_slice(&1_u32.to_le_bytes());
        bytes[68..72].copy_from_slice(&0_u32.to_le_bytes());
        assert!(Compound::open(&bytes).is_none());
    }
}
