// The columns of an anchor's row of similarities that are no negatives: its own and its positive's.
// A large number where they are no candidates. Twin: `set_apart` in src/compute/cpu/contrastive/pairs.rs.

fn columns_apart(anchor: u32) -> vec2u {
    let positive = select(anchor + params.rows, anchor - params.rows, anchor >= params.rows);
    return vec2u(anchor, positive) - params.candidate_start;
}

fn is_apart(columns: vec4u, apart: vec2u) -> vec4<bool> {
    return (columns == vec4u(apart.x)) | (columns == vec4u(apart.y));
}
