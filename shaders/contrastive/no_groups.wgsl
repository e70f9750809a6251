// Rows without groups: relations are a matter of place alone. The other half: groups.wgsl.

const POSITIVE = true;
const ABSENT = false;

fn are(what: bool, anchor: u32, rows: vec4u) -> vec4<bool> {
    return vec4<bool>(false);
}
