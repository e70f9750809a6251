// l2 (|a|² + |p|²). Twin: src/contrastive/tuple/norm_penalty.rs, which names the source.

fn rule(t: Tuple) -> Slopes {
    return Slopes(params.l2 * t.norms, params.l2, 0.0, 0.0);
}

@compute @workgroup_size(32)
fn norm_penalty(@builtin(global_invocation_id) id: vec3u) {
    tuple(id);
}
