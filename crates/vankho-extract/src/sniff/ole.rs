//! OLE containers (MS-CFB): only their directory is read, to tell what is inside.

use crate::read::Refusal;
use crate::sniff::Format;
use crate::sniff::Identified;

const ENTRY_BYTES: usize = 128;
/// Enough for every real file; a longer directory is a trap.
const MAX_SECTORS: usize = 4096;
const NO_ENTRY: u32 = u32::MAX;

/// Tells what an OLE container holds by the names of its topmost streams.
pub(crate) fn identify(bytes: &[u8]) -> Result<Identified, Refusal> {
    let Some(names) = directory(bytes).and_then(|entries| top_names(&entries)) else {
        return Ok(Identified::Damaged(Format::Ole));
    };
    let has = |name: &str| names.iter().any(|found| found.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") {
        return Ok(Identified::Encrypted(Format::Ole));
    }
    let kinds = [
        ("__properties_version1.0", Format::Msg),
        ("WordDocument", Format::Doc),
        ("PowerPoint Document", Format::Ppt),
        ("Workbook", Format::Xls),
        ("Book", Format::Xls),
    ];
    let format = kinds.into_iter().find(|(name, _)| has(name)).map(|(_, format)| format);
    format.map(Identified::Sound).ok_or(Refusal::NotADocument)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

/// The directory's bytes, its sectors joined in order.
fn directory(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = *bytes.get(30)?;
    if shift != 9 && shift != 12 {
        return None;
    }
    let size = 1_usize << shift;
    let sector = |number: u32| {
        let start = (number as usize).checked_add(1)?.checked_mul(size)?;
        bytes.get(start..start.checked_add(size)?)
    };
    let mut joined = Vec::new();
    let mut number = u32_at(bytes, 48)?;
    for _ in 0..MAX_SECTORS {
        let Some(found) = sector(number) else { break };
        joined.extend_from_slice(found);
        // The first 109 sectors of the allocation table are listed in the header: 7 MB of file and more.
        let per_sector = size / 4;
        let index = number as usize / per_sector;
        let table = if index < 109 { u32_at(bytes, 76 + 4 * index)? } else { break };
        number = u32_at(sector(table)?, number as usize % per_sector * 4)?;
    }
    (!joined.is_empty()).then_some(joined)
}

/// The names of the entries right below the root: deeper ones belong to embedded objects.
fn top_names(entries: &[u8]) -> Option<Vec<String>> {
    let entry = |index: u32| {
        let start = (index as usize).checked_mul(ENTRY_BYTES)?;
        entries.get(start..start.checked_add(ENTRY_BYTES)?)
    };
    let mut seen = vec![false; entries.len() / ENTRY_BYTES];
    let mut open = vec![u32_at(entry(0)?, 76)?];
    let mut names = Vec::new();
    while let Some(index) = open.pop() {
        let Some(found) = entry(index).filter(|_| index != NO_ENTRY) else { continue };
        if std::mem::replace(&mut seen[index as usize], true) {
            continue;
        }
        let length = usize::from(u16::from_le_bytes([found[64], found[65]])).min(64);
        let units = found[..length].as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
        names.push(String::from_utf16_lossy(&units.take_while(|unit| *unit != 0).collect::<Vec<_>>()));
        open.extend([u32_at(found, 68)?, u32_at(found, 72)?]);
    }
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::identify;
    use crate::read::Refusal;
    use crate::sniff::Format;
    use crate::sniff::Identified;

    /// A container of three sectors (header, table, directory) whose root holds streams of these names.
    fn container(names: &[&str]) -> Vec<u8> {
        let mut bytes = vec![0_u8; 512 * 3];
        bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        bytes[30] = 9;
        bytes[48] = 1;
        bytes[512..1024].fill(0xFF);
        let mut write = |index: usize, name: &str, right: u32, child: u32| {
            let entry = &mut bytes[1024 + 128 * index..][..128];
            for (i, unit) in name.encode_utf16().enumerate() {
                entry[2 * i..2 * i + 2].copy_from_slice(&unit.to_le_bytes());
            }
            entry[64] = u8::try_from(2 * name.len() + 2).expect("a short name");
            entry[68..72].fill(0xFF);
            entry[72..76].copy_from_slice(&right.to_le_bytes());
            entry[76..80].copy_from_slice(&child.to_le_bytes());
        };
        write(0, "Root Entry", u32::MAX, 1);
        for (i, name) in names.iter().enumerate() {
            let next = if i + 1 < names.len() { u32::try_from(i + 2).expect("few") } else { u32::MAX };
            write(i + 1, name, next, u32::MAX);
        }
        bytes
    }

    #[test]
    fn tells_what_is_inside() {
        let check = |names: &[&str], expected| {
            assert!(
                matches!(identify(&container(names)), Ok(Identified::Sound(f)) if f == expected),
                "{names:?}"
            );
        };
        check(&["\u{1}CompObj", "WordDocument"], Format::Doc);
        check(&["Workbook"], Format::Xls);
        check(&["Current User", "PowerPoint Document"], Format::Ppt);
        check(&["__properties_version1.0"], Format::Msg);
        let locked = identify(&container(&["EncryptionInfo", "EncryptedPackage"]));
        assert!(matches!(locked, Ok(Identified::Encrypted(Format::Ole))));
        assert!(matches!(identify(&container(&["Catalog"])), Err(Refusal::NotADocument)));
        assert!(matches!(
            identify(&container(&["WordDocument"])[..600]),
            Ok(Identified::Damaged(Format::Ole))
        ));
    }
}
