//! The shaders as text: every one valid with no optional capability, every uniform struct member for
//! member what the lowering fills in, and the number of dispatches a step takes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use naga::valid::{Capabilities, ValidationFlags, Validator};
use naga::{ScalarKind, TypeInner};
use nearfar::compute::gpu::{Bound, Dispatch, KERNELS, Lowering, Variant, Word, lower, source};
use nearfar::compute::{Activation, Below, Buffer, Groups, Layer, Memory, Op, Optimizer, Pass};
use nearfar::contrastive::decoupled::Decoupled;
use nearfar::contrastive::hard::Hard;
use nearfar::contrastive::own::{Code, Own, STARTS};
use nearfar::contrastive::sigmoid::Sigmoid;
use nearfar::contrastive::sup_con::SupCon;
use nearfar::contrastive::tuple::{
    TupleLoss, alignment::Alignment, margin::Margin, norm_penalty::NormPenalty, triplet::Triplet,
};
use nearfar::contrastive::{Arrangement, Grouping, Loss, info_nce::InfoNce};
use nearfar::rng::{Rng, Stream};
use std::collections::BTreeSet;

fn parse(text: &str) -> naga::Module {
    naga::front::wgsl::parse_str(text).unwrap_or_else(|e| panic!("{}", e.emit_to_string(text)))
}

const HARD: Hard = Hard {
    tau_plus: 0.1,
    beta: 0.5,
    detached: false,
    floor: -2.0,
};
/// A text for each: losses, with a second power or without, with groups or without.
fn variants() -> Vec<Variant> {
    let own = STARTS.iter().map(|start| {
        let code = Code::keep(start.code).expect(start.title);
        Loss::Own(Own::of(code, &[0.5, 0.3, 0.7]))
    });
    let losses = [
        Loss::InfoNce(InfoNce),
        Loss::Hard(HARD),
        Loss::Hard(Hard { beta: 0.0, ..HARD }),
        Loss::Decoupled(Decoupled),
        Loss::SupCon(SupCon),
        Loss::Sigmoid(Sigmoid { bias: -1.0 }),
    ];
    let groupings = [None, Some(Grouping::Apart), Some(Grouping::Together)];
    let variants = losses
        .into_iter()
        .chain(own)
        .flat_map(|loss| groupings.map(|grouping| Variant { loss, grouping }));
    variants.collect()
}

#[test]
fn every_shader_is_core_wgsl() {
    for kernel in KERNELS {
        for variant in variants() {
            let text = source(kernel, Some(variant));
            let module = parse(&text);
            Validator::new(ValidationFlags::all(), Capabilities::empty())
                .validate(&module)
                .unwrap_or_else(|e| panic!("{}: {}", kernel.entry, e.emit_to_string(&text)));
            let entry = module.entry_points.iter().find(|e| e.name == kernel.entry);
            let [x, y, z] = entry.expect("the entry point").workgroup_size;
            assert!(x * y * z <= 256, "{}: over the default limit", kernel.entry);
            let buffers = module.global_variables.iter();
            let storage = |space| matches!(space, naga::AddressSpace::Storage { .. });
            assert!(buffers.filter(|(_, v)| storage(v.space)).count() <= 8);
        }
    }
}

/// What is accepted as a loss of one's own is WGSL, in every kernel: the texts to begin with, with one word exchanged for
/// another.
#[test]
fn every_text_that_is_accepted_is_a_shader() {
    let mut rng = Rng::new(3, Stream::Probe);
    let mut draw =
        |below: usize| ((f64::from(rng.uniform()) * below as f64) as usize).min(below - 1);
    let row_losses = KERNELS.iter().find(|kernel| kernel.entry == "row_losses");
    let coefficients = KERNELS.iter().find(|kernel| kernel.entry == "coefficients");
    let mut read = 0;
    for start in &STARTS {
        let parts: Vec<&str> = start
            .code
            .split_inclusive([' ', '(', ')', ',', '\n'])
            .collect();
        for _ in 0..500 {
            let mut parts = parts.clone();
            for _ in 0..=draw(3) {
                let (from, to) = (draw(parts.len()), draw(parts.len()));
                parts[to] = parts[from];
            }
            let text = parts.concat();
            let Ok(code) = Code::keep(&text) else {
                continue;
            };
            read += 1;
            let loss = Loss::Own(Own::of(code, &[0.5, 0.3, 0.7]));
            for kernel in [row_losses, coefficients] {
                let variant = Variant {
                    loss,
                    grouping: None,
                };
                let whole = source(kernel.expect("a kernel"), Some(variant));
                let module = parse(&whole);
                Validator::new(ValidationFlags::all(), Capabilities::empty())
                    .validate(&module)
                    .unwrap_or_else(|e| panic!("{text}\n{}", e.emit_to_string(&whole)));
                let lines = code.lines_in(&whole).expect("it is in there");
                assert_eq!(lines.1, text.matches('\n').count() + 1);
            }
        }
    }
    assert!(read > 100, "only {read} were read");
}

/// Names and scalar types of a uniform struct, and whether its layout is one word after the other.
fn uniform_members(module: &naga::Module) -> Vec<(String, ScalarKind)> {
    let params = module.global_variables.iter().find(|(_, v)| {
        v.space == naga::AddressSpace::Uniform && v.binding.is_some_and(|b| b.binding == 0)
    });
    let ty = &module.types[params.expect("uniforms at binding 0").1.ty];
    let TypeInner::Struct { members, .. } = &ty.inner else {
        panic!("the uniforms are no struct");
    };
    let words = members.iter().enumerate().map(|(i, member)| {
        assert_eq!(member.offset as usize, 4 * i, "a gap in the layout");
        let TypeInner::Scalar(scalar) = module.types[member.ty].inner else {
            panic!("{:?} is no scalar", member.name);
        };
        (member.name.clone().unwrap(), scalar.kind)
    });
    words.collect()
}

fn check_uniforms(dispatch: &Dispatch) {
    let module = parse(&source(dispatch.kernel, dispatch.variant));
    let filled = dispatch.uniforms.iter().map(|(name, word)| {
        let kind = match word {
            Word::U(_) => ScalarKind::Uint,
            Word::F(_) => ScalarKind::Float,
        };
        (name.to_string(), kind)
    });
    let filled: Vec<_> = filled.collect();
    assert_eq!(
        uniform_members(&module),
        filled,
        "{}",
        dispatch.kernel.entry
    );
}

fn contrastive(arrangement: Arrangement, dim: usize) -> Op {
    Op::Contrastive {
        objective: Loss::InfoNce(InfoNce),
        arrangement,
        groups: None,
        constant: false,
        temperature: 0.5,
        unit_rows: true,
        z: Buffer(0),
        dz: Some(Buffer(1)),
        row_losses: Buffer(2),
        loss: Buffer(3),
        dim,
    }
}

/// The network of the bench: MLP 2-64-64-16, batch 256, two views, NT-Xent, Adam.
fn bench_step() -> Pass {
    let sizes = [2, 64, 64, 16];
    let rows = 512;
    let b = |n: u32| Buffer(10 + n);
    let mut ops = Vec::new();
    let layer = |l: usize| Layer {
        inputs: sizes[l],
        outputs: sizes[l + 1],
        weights: 0,
        bias: 0,
        activation: if l < 2 {
            Activation::Relu
        } else {
            Activation::Identity
        },
    };
    for l in 0..3 {
        let (x, pre, y) = (b(l), b(10 + l), b(l + 1));
        ops.push(Op::Dense {
            params: b(90),
            layer: layer(l as usize),
            x,
            pre,
            y,
            rows,
        });
    }
    let (y, z, inverse_norm, dz, dy) = (b(3), Buffer(0), b(50), Buffer(1), b(51));
    ops.push(Op::Normalize {
        y,
        z,
        inverse_norm,
        rows,
        dim: 16,
    });
    ops.push(contrastive(Arrangement::TwoViews { rows: 256 }, 16));
    ops.push(Op::NormalizeBackward {
        z,
        inverse_norm,
        dz,
        dy,
        rows,
        dim: 16,
    });
    for l in (0..3).rev() {
        let below = (l > 0).then(|| Below {
            pre: b(9 + l),
            activation: Activation::Relu,
            dpre: b(60 + l),
        });
        let dpre = if l == 2 { dy } else { b(61 + l) };
        let layer = layer(l as usize);
        ops.push(Op::DenseBackward {
            params: b(90),
            grads: b(91),
            layer,
            x: b(l),
            dpre,
            below,
            rows,
        });
    }
    let optimizer = Optimizer::Adam {
        lr: 0.01,
        beta1: 0.9,
        beta2: 0.999,
        eps: 1e-8,
        weight_decay: 0.0,
    };
    ops.push(Op::Optimize {
        optimizer,
        params: b(90),
        grads: b(91),
        state: b(92),
        len: 5000,
    });
    Pass {
        ops,
        input: Some(b(0)),
        loss: Some(Buffer(3)),
    }
}

#[test]
fn a_step_of_the_bench_network_takes_a_dozen_dispatches() {
    assert_eq!(lower(&bench_step()).dispatches.len(), 12);
}

fn everything() -> Vec<Lowering> {
    let rows = 9;
    let count = 5;
    let arrangements = [
        Arrangement::InBatch { rows },
        Arrangement::Symmetric { rows },
        Arrangement::TwoViews { rows },
        Arrangement::Explicit { rows, count },
        Arrangement::Shared { rows, count },
    ];
    let similarity = Op::Similarity {
        u: Buffer(0),
        v: Buffer(1),
        s: Buffer(2),
        batch: 2,
        rows: 3,
        cols: 4,
        dim: 5,
    };
    let mut passes = vec![
        bench_step(),
        Pass {
            ops: vec![similarity],
            ..Pass::default()
        },
    ];
    let memory = Memory {
        z: Buffer(0),
        bank: 4,
        len: 9,
        index: Buffer(1),
        index_at: 0,
        rows: 2,
        dim: 3,
    };
    let copy = |from, ring| Op::Copy {
        from: Buffer(from),
        from_at: 0,
        to: Buffer(2),
        to_at: 9,
        len: 3,
        ring,
    };
    passes.push(Pass {
        ops: vec![
            Op::Recall { memory, to: 2 },
            Op::Remember {
                memory,
                from: 0,
                momentum: 0.5,
                unit: true,
            },
            copy(1, None),
            copy(2, Some(6)),
            Op::Follow {
                leader: Buffer(0),
                follower: Buffer(1),
                len: 4,
                momentum: 0.9,
            },
        ],
        ..Pass::default()
    });
    for arrangement in arrangements {
        for dim in [3, 40] {
            let mut grouped = contrastive(arrangement, dim);
            if let Op::Contrastive { groups, .. } = &mut grouped {
                *groups = Some(Groups {
                    grouping: Grouping::Apart,
                    buffer: Buffer(7),
                    offset: 2,
                });
            }
            passes.push(Pass {
                ops: vec![contrastive(arrangement, dim), grouped],
                ..Pass::default()
            });
        }
    }
    let [z, dz, row_losses, loss] = [0, 1, 2, 3].map(Buffer);
    let rules = [
        TupleLoss::Triplet(Triplet {
            margin: 1.0,
            squared: false,
        }),
        TupleLoss::Margin(Margin { margin: 1.0 }),
        TupleLoss::Alignment(Alignment),
        TupleLoss::NormPenalty(NormPenalty { l2: 0.1 }),
    ];
    let mut distances = rules
        .map(|rule| Op::Tuple {
            rule,
            rows,
            count,
            z,
            similar: Some(Buffer(4)),
            dz: Some(dz),
            row_losses,
            loss,
            dim: 3,
            weight: 1.0,
            add: false,
        })
        .to_vec();
    distances.push(Op::Uniformity {
        z,
        dz: Some(dz),
        row_losses,
        loss,
        first: 2,
        rows,
        dim: 3,
        weight: 1.0,
        add: true,
    });
    passes.push(Pass {
        ops: distances,
        ..Pass::default()
    });
    passes.iter().map(lower).collect()
}

#[test]
fn uniforms_are_what_the_shaders_declare() {
    let mut seen = BTreeSet::new();
    for dispatch in everything()
        .iter()
        .flat_map(|lowering| &lowering.dispatches)
    {
        check_uniforms(dispatch);
        seen.insert(dispatch.kernel.entry);
    }
    let all: BTreeSet<_> = KERNELS.iter().map(|kernel| kernel.entry).collect();
    assert_eq!(
        seen, all,
        "a kernel that nothing uses, or that this test forgot"
    );
}

#[test]
#[should_panic(expected = "mean_loss")]
fn a_renamed_member_is_noticed() {
    let mut lowering = lower(&bench_step());
    let mean = lowering
        .dispatches
        .iter_mut()
        .find(|d| d.kernel.entry == "mean_loss")
        .unwrap();
    mean.uniforms[0].0 = "anchor_count";
    check_uniforms(mean);
}

#[test]
fn nothing_is_bound_for_writing_twice() {
    for dispatch in everything()
        .iter()
        .flat_map(|lowering| &lowering.dispatches)
    {
        let module = parse(&source(dispatch.kernel, dispatch.variant));
        let mut written = Vec::new();
        let mut read = Vec::new();
        for (_, variable) in module.global_variables.iter() {
            let (naga::AddressSpace::Storage { access }, Some(at)) =
                (variable.space, variable.binding)
            else {
                continue;
            };
            // Entry points that leave a binding out are not given it.
            let Some((_, bound)) = dispatch.bindings.iter().find(|b| b.0 == at.binding) else {
                continue;
            };
            assert_ne!(*bound, Bound::Uniforms);
            if access.contains(naga::StorageAccess::STORE) {
                written.push(*bound)
            } else {
                read.push(*bound)
            }
        }
        for (i, bound) in written.iter().enumerate() {
            let twice = written[..i].contains(bound) || read.contains(bound);
            assert!(
                !twice,
                "{}: {bound:?} is written and used twice",
                dispatch.kernel.entry
            );
        }
    }
}
