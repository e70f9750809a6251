// What the rows' groups (classes, places in a memory) change in the relations; below zero, a row is not
// there. TOGETHER: rows of the anchor's group are its positives, else none of its negatives.
// Twin: `Arrangement::grouped_relation` in src/contrastive/arrangement.rs.

@group(0) @binding(3) var<storage, read> groups: array<f32>;

const POSITIVE = true;
const ABSENT = false;

// Which of four rows of z are positives of the anchor by their group, or (ABSENT) left out because of it.
fn are(what: bool, anchor: u32, rows: vec4u) -> vec4<bool> {
    let at = rows + params.groups_start;
    let theirs = vec4f(groups[at.x], groups[at.y], groups[at.z], groups[at.w]);
    let there = theirs >= vec4f();
    let alike = there & (theirs == vec4f(groups[anchor + params.groups_start]));
    if (what == POSITIVE) { return alike; }
    return select(alike, vec4<bool>(false), vec4<bool>(TOGETHER)) | !there;
}
