// |a − p|². Twin: src/contrastive/tuple/alignment.rs, which names the source.

fn rule(t: Tuple) -> Slopes {
    return Slopes(t.positive, 0.0, 1.0, 0.0);
}

@compute @workgroup_size(32)
fn alignment(@builtin(global_invocation_id) id: vec3u) {
    tuple(id);
}
