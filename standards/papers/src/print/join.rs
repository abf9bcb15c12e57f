//! Joining: the pages of other PDFs behind our own, as they are.

use super::not_made;
use crate::Paper;
use kernel::Problem;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a page takes over from the nodes above it (ISO 32000-2:2020, 7.7.3.4).
const INHERITED: &[&[u8]] = &[b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Nodes above a page at most.
const DEPTH_MAX: usize = 40;

/// These bytes with the pages of the others behind them.
pub(super) fn join(own: Vec<u8>, behind: &[Paper]) -> Result<Vec<u8>, Problem> {
    if behind.is_empty() {
        return Ok(own);
    }
    let mut all = Document::load_mem(&own).map_err(|why| not_made(why.to_string()))?;
    let root = root_of(&all).ok_or_else(|| not_made("no page tree".to_owned()))?;
    for paper in behind {
        let mut other = Document::load_mem(paper.bytes()).map_err(|why| {
            Problem::invalid("paper_damaged", "A PDF of this packet cannot be read. Leave it out.").because(why)
        })?;
        other.renumber_objects_with(all.max_id + 1);
        let pages: Vec<ObjectId> = other.get_pages().into_values().collect();
        for page in &pages {
            stand_alone(&mut other, *page, root);
        }
        all.max_id = other.max_id;
        all.objects.extend(other.objects);
        hang(&mut all, root, &pages).ok_or_else(|| not_made("the page tree has no kids".to_owned()))?;
    }
    // What only the other files' own trees pointed at is not carried along.
    all.prune_objects();
    let mut bytes = Vec::new();
    all.save_to(&mut bytes).map_err(|why| not_made(why.to_string()))?;
    Ok(bytes)
}

fn root_of(document: &Document) -> Option<ObjectId> {
    document.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()
}

/// Puts on a page itself what it took over from above, and hangs it under the new root.
fn stand_alone(document: &mut Document, page: ObjectId, root: ObjectId) {
    let mut taken = Dictionary::new();
    let mut above = Some(page);
    for _ in 0..DEPTH_MAX {
        let Some(node) = above.and_then(|id| document.get_dictionary(id).ok()) else { break };
        for name in INHERITED {
            if let (false, Ok(value)) = (taken.has(name), node.get(name)) {
                taken.set(name.to_vec(), value.clone());
            }
        }
        above = node.get(b"Parent").ok().and_then(|parent| parent.as_reference().ok());
    }
    if let Ok(own) = document.get_object_mut(page).and_then(Object::as_dict_mut) {
        for (name, value) in taken.iter() {
            own.set(name.clone(), value.clone());
        }
        own.set("Parent", Object::Reference(root));
    }
}

/// Adds pages to the end of the tree.
fn hang(document: &mut Document, root: ObjectId, pages: &[ObjectId]) -> Option<()> {
    let tree = document.get_object_mut(root).and_then(Object::as_dict_mut).ok()?;
    let count = tree.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
    tree.set("Count", count + i64::try_from(pages.len()).unwrap_or(0));
    let kids = tree.get_mut(b"Kids").and_then(Object::as_array_mut).ok()?;
    kids.extend(pages.iter().copied().map(Object::Reference));
    Some(())
}
