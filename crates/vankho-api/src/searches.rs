//! Saved and recent searches, kept in the archive's settings.

use vankho_app::{AppError, Archive};
use vankho_text::collation_key;

use crate::dto::{SavedSearch, Searches};

/// The setting that holds all of [`Searches`].
const SETTING: &str = "searches";
/// Recent queries that are kept.
const RECENT: usize = 20;

pub(crate) fn read(archive: &Archive) -> Result<Searches, AppError> {
    let json = archive.setting(SETTING)?;
    // A newer program may have written what this one can't read: it begins anew rather than failing.
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

pub(crate) fn save(archive: &Archive, saved: SavedSearch) -> Result<Searches, AppError> {
    change(archive, |searches| {
        searches.saved.retain(|other| other.name != saved.name);
        searches.saved.push(saved);
        searches.saved.sort_by_cached_key(|saved| collation_key(&saved.name));
    })
}

pub(crate) fn forget(archive: &Archive, name: &str) -> Result<Searches, AppError> {
    change(archive, |searches| searches.saved.retain(|saved| saved.name != name))
}

pub(crate) fn note(archive: &Archive, query: &str) -> Result<Searches, AppError> {
    let query = query.trim();
    change(archive, |searches| {
        if !query.is_empty() {
            searches.recent.retain(|other| other != query);
            searches.recent.insert(0, query.to_owned());
            searches.recent.truncate(RECENT);
        }
    })
}

pub(crate) fn forget_recent(archive: &Archive) -> Result<Searches, AppError> {
    change(archive, |searches| searches.recent.clear())
}

fn change(archive: &Archive, how: impl FnOnce(&mut Searches)) -> Result<Searches, AppError> {
    let mut searches = read(archive)?;
    how(&mut searches);
    let json = serde_json::to_string(&searches).expect("searches are always JSON");
    archive.set_settings(&[(SETTING, &json)])?;
    Ok(searches)
}
