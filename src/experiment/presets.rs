//! The experiments that the page opens with one key, in the lecture's order. Each is a link: what differs from its
//! data set's defaults. `cargo run --release --example presets` and `--example metric_presets` measure the captions'
//! numbers.

use super::config::Config;
use super::link;
use super::value::Value;
use serde::Serialize;

pub struct Preset {
    pub id: &'static str,
    pub title: &'static str,
    /// The section of the lecture it belongs to.
    pub lecture: &'static str,
    /// What is to be seen. The numbers are means over the seeds 1 to 10, as the example measures them.
    pub caption: &'static str,
    pub link: &'static str,
}

/// A preset with its complete config, for the page.
#[derive(Serialize)]
pub struct PresetEntry {
    pub id: &'static str,
    pub title: &'static str,
    pub lecture: &'static str,
    pub caption: &'static str,
    pub config: Value,
}

/// Every preset. The page starts with the defaults, which are the digits.
pub static PRESETS: &[Preset] = &[
    Preset {
        id: "metric-map",
        title: "A metric is a map",
        lecture: "Metric learning",
        caption: "d_A(x, y) = (x − y)ᵀA(x − y) is the squared length of L(x − y), A = LᵀL: a metric is a linear map. Here A comes from 120 pairs; its eigenvalues are about 3 and 1.4, so the plane is stretched most where the two classes part. Hover a pair to see its distance before and after.",
        link: "v=1&seed=1&task=metric&data=nuisance&data.n=400&data.classes=2&data.stretch=4&data.nuisance=0&pairs.count=120",
    },
    Preset {
        id: "metric-weak",
        title: "Weak supervision",
        lecture: "Metric learning",
        caption: "A weak supervisor puts a fifth of 400 pairs on the wrong side. 5-NN on held-out points is 79 % right under the Euclidean metric and 84 % under this one; with no wrong pair it would be 91 %, with two fifths wrong 80 %. Some truth is enough for some gain.",
        link: "v=1&seed=1&task=metric&data=nuisance&pairs.count=400&pairs.noise=0.2",
    },
    Preset {
        id: "naive-collapse",
        title: "The naive objective collapses",
        lecture: "The naive objective",
        caption: "Σ_S d_A − λ Σ_D d_A with λ = 0.05, below the threshold λ*: every direction costs more than it earns, so the best A is 0 and all points fall onto one. Press Run.",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive&objective.lambda=0.05&objective.rate=0.1",
    },
    Preset {
        id: "naive-unbounded",
        title: "The naive objective blows up",
        lecture: "The naive objective",
        caption: "The same objective with λ = 1, above the threshold λ*: pushing dissimilar pairs apart pays for itself along every direction that earns, the objective falls by the same amount each step, and A grows for ever. Neighbours stay right while it does; it is the metric that never comes to rest, at no λ.",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive",
    },
    Preset {
        id: "naive-capped",
        title: "A capped trace: rank one",
        lecture: "The naive objective",
        caption: "A cap on tr A stops the growth and not the greed: all of it goes to the one direction that earns most. A has rank one, all points lie on a line, and 5-NN falls from nearly 100 to 79 % (mean of ten seeds).",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive&objective.trace_cap=2",
    },
    Preset {
        id: "geodesic",
        title: "The geometric mean",
        lecture: "The geometric mean",
        caption: "A = S⁻¹ #_t D in closed form: slide t from S⁻¹ (0) over the minimum of h (½) to D (1) and watch the ellipse go from one shape to the other. Press Run: two gradient descents fall onto the value that the closed form has at once.",
        link: "v=1&seed=1&task=metric&data=nuisance&data.n=400&data.classes=3&data.stretch=4&data.nuisance=0&objective.rate=0.2",
    },
    Preset {
        id: "wine-raw",
        title: "Raw wine: scale is all",
        lecture: "The geometric mean",
        caption: "Measure the error: on raw features 5-NN is 30 % wrong under the Euclidean metric and 31 % under GMML at t = ½, because one feature in the hundreds drowns twelve small ones. t = 0 is 2 % wrong. So is almost anything that sees scale: standardising alone gives 5 %.",
        link: "v=1&seed=1&task=metric&data=wine&data.standardize=false&pairs.source=all",
    },
    Preset {
        id: "wine-standardised",
        title: "Wine, standardised",
        lecture: "The geometric mean",
        caption: "The same wines with every feature at the same scale: 5 % wrong under the Euclidean metric, 2 % at t = 0 and at t = ½, 3 % with t by cross-validation, all within a standard deviation of some 2 points. Most of the famous gains are feature scale.",
        link: "v=1&seed=1&task=metric&data=wine&pairs.source=all",
    },
    Preset {
        id: "draw-pairs",
        title: "Draw your own pairs",
        lecture: "The geometric mean",
        caption: "No labels: connect two points as similar or as dissimilar, and A follows at once. λ = 1 stands for the Euclidean metric that you start from; the first pairs turn it, and opposite pairs cancel.",
        link: "v=1&seed=1&task=metric&data=moons&pairs.source=drawn&objective.lambda=1",
    },
    Preset {
        id: "digits",
        title: "Handwritten digits",
        lecture: "Contrastive learning",
        caption: "No label is used, only shifted and turned copies of each digit. With one label a class, a linear probe then reads 72 % of held-out digits right, of raw pixels 55 %, untrained 47 %. Neighbours gain little (5-NN 93.0 to 93.3 %), and with all labels raw pixels lead: 98 %.",
        link: "v=1&seed=1",
    },
    Preset {
        id: "digits-sphere",
        title: "Digits on a sphere",
        lecture: "Contrastive learning",
        caption: "Three numbers for each digit, so that all of the embedding can be seen and turned. Ten classes hardly fit: 5-NN climbs from 28 to 73 %, far below the 93 % that 32 dimensions give.",
        link: "v=1&seed=1&encoder.dim=3&loss.temperature=0.2",
    },
    Preset {
        id: "moons",
        title: "Two moons",
        lecture: "Positives from augmentation",
        caption: "Small jitters join neighbours, neighbours join into moons: a straight line parts 99.9 % of the embedding, of the plane 89 %. Neighbours were never the problem: 5-NN in the plane is right 100 %.",
        link: "v=1&seed=1&data=moons",
    },
    Preset {
        id: "circles",
        title: "Circles",
        lecture: "Positives from augmentation",
        caption: "One ring inside the other: no line parts them in the plane (48 % right, no better than guessing), one does in the embedding (99.9 %).",
        link: "v=1&seed=1&data=circles",
    },
    Preset {
        id: "spirals",
        title: "Spirals",
        lecture: "Positives from augmentation",
        caption: "Long thin classes that wind about each other. A linear probe of the plane is 56 % right, of the embedding 99.8 %: it has unwound them.",
        link: "v=1&seed=1&data=spirals",
    },
    Preset {
        id: "nuisance",
        title: "Two dimensions that matter",
        lecture: "Positives from augmentation",
        caption: "Eight of ten dimensions are noise. The augmentation shakes them, so the encoder learns to ignore them: 5-NN is 77 % right on the raw points, 57 % untrained, 94 % trained.",
        link: "v=1&seed=1&data=nuisance",
    },
    Preset {
        id: "linear",
        title: "A linear encoder, x ↦ Lx",
        lecture: "From metric learning to representations",
        caption: "The encoder is one matrix L, as in metric learning, and it is enough: shrinking the eight noisy dimensions takes 5-NN from 77 % (raw) to 94 %, as far as the deep encoder gets.",
        link: "v=1&seed=1&data=nuisance&encoder.hidden=none&encoder.dim=2&optimizer.lr=0.03",
    },
    Preset {
        id: "dot-products",
        title: "The loss as the lecture writes it",
        lecture: "The contrastive loss",
        caption: "Raw dot products, no temperature, 16 negatives drawn for each anchor. Nothing holds the embedding on a sphere, so it grows as long as you train. The clusters themselves are easy: 5-NN is 100 % right on the raw points too.",
        link: "v=1&seed=1&data=blobs&encoder.dim=2&encoder.normalize=false&loss=info-nce&loss.temperature=1&negatives=drawn",
    },
    Preset {
        id: "latent-classes",
        title: "Positives as the theory draws them",
        lecture: "Latent classes",
        caption: "x and x⁺ are two independent draws of one class, as the theory assumes and no augmentation does. 5-NN is 64 % right on the raw points, 92 % on three numbers. With all labels a linear probe of the raw points still leads: 98 against 92 %.",
        link: "v=1&seed=1&data=gaussian",
    },
    Preset {
        id: "few-labels",
        title: "Few labels win",
        lecture: "Why pretrain",
        caption: "Eight classes in 32 dimensions, 24 of them noise. After training without labels, one label for each class gives 90 %, on raw features 34 %, on the untrained encoder 15 %. With all labels the raw features catch up: 96 %.",
        link: "v=1&seed=1&data=few-labels",
    },
];

impl Preset {
    /// Its complete config.
    pub fn config(&self) -> Result<Config, String> {
        link::decode(self.link)
    }
}

/// All presets as the page gets them.
pub fn entries() -> Vec<PresetEntry> {
    let entry = |preset: &Preset| {
        let Preset {
            id,
            title,
            lecture,
            caption,
            ..
        } = *preset;
        // A link that does not decode fails the tests and is left out here.
        preset.config().ok().map(|config| PresetEntry {
            id,
            title,
            lecture,
            caption,
            config: config.to_value(),
        })
    };
    PRESETS.iter().filter_map(entry).collect()
}
