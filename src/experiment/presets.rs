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
    /// What the page opens with it, as its address has that: a comparison (`vs`) or a `lens`; empty for the pictures.
    pub view: &'static str,
}

/// A preset with its complete config, for the page.
#[derive(Serialize)]
pub struct PresetEntry {
    pub id: &'static str,
    pub title: &'static str,
    pub lecture: &'static str,
    pub caption: &'static str,
    pub view: &'static str,
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
        view: "",
    },
    Preset {
        id: "metric-weak",
        title: "Weak supervision",
        lecture: "Metric learning",
        caption: "A weak supervisor puts a fifth of 400 pairs on the wrong side. 5-NN on held-out points is 79 % right under the Euclidean metric and 84 % under this one; with no wrong pair it would be 91 %, with two fifths wrong 80 %. Some truth is enough for some gain.",
        link: "v=1&seed=1&task=metric&data=nuisance&pairs.count=400&pairs.noise=0.2",
        view: "",
    },
    Preset {
        id: "naive-collapse",
        title: "The naive objective collapses",
        lecture: "The naive objective",
        caption: "Σ_S d_A − λ Σ_D d_A with λ = 0.05, below the threshold λ*: every direction costs more than it earns, so the best A is 0 and all points fall onto one. Press Run.",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive&objective.lambda=0.05&objective.rate=0.1",
        view: "",
    },
    Preset {
        id: "naive-unbounded",
        title: "The naive objective blows up",
        lecture: "The naive objective",
        caption: "The same objective with λ = 1, above the threshold λ*: pushing dissimilar pairs apart pays for itself along every direction that earns, the objective falls by the same amount each step, and A grows for ever. Neighbours stay right while it does; it is the metric that never comes to rest, at no λ.",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive",
        view: "",
    },
    Preset {
        id: "naive-capped",
        title: "A capped trace: rank one",
        lecture: "The naive objective",
        caption: "A cap on tr A stops the growth and not the greed: all of it goes to the one direction that earns most. A has rank one, all points lie on a line, and 5-NN falls from nearly 100 to 79 % (mean of ten seeds).",
        link: "v=1&seed=1&task=metric&data=moons&objective=naive&objective.trace_cap=2",
        view: "",
    },
    Preset {
        id: "geodesic",
        title: "The geometric mean",
        lecture: "The geometric mean",
        caption: "A = S⁻¹ #_t D in closed form: slide t from S⁻¹ (0) over the minimum of h (½) to D (1) and watch the ellipse go from one shape to the other. Press Run: two gradient descents fall onto the value that the closed form has at once.",
        link: "v=1&seed=1&task=metric&data=nuisance&data.n=400&data.classes=3&data.stretch=4&data.nuisance=0&objective.rate=0.2",
        view: "",
    },
    Preset {
        id: "wine-raw",
        title: "Raw wine: scale is all",
        lecture: "The geometric mean",
        caption: "Measure the error: on raw features 5-NN is 30 % wrong under the Euclidean metric and 31 % under GMML at t = ½, because one feature in the hundreds drowns twelve small ones. t = 0 is 2 % wrong. So is almost anything that sees scale: standardising alone gives 5 %.",
        link: "v=1&seed=1&task=metric&data=wine&data.standardize=false&pairs.source=all",
        view: "",
    },
    Preset {
        id: "wine-standardised",
        title: "Wine, standardised",
        lecture: "The geometric mean",
        caption: "The same wines with every feature at the same scale: 5 % wrong under the Euclidean metric, 2 % at t = 0 and at t = ½, 3 % with t by cross-validation, all within a standard deviation of some 2 points. Most of the famous gains are feature scale.",
        link: "v=1&seed=1&task=metric&data=wine&pairs.source=all",
        view: "",
    },
    Preset {
        id: "draw-pairs",
        title: "Draw your own pairs",
        lecture: "The geometric mean",
        caption: "No labels: connect two points as similar or as dissimilar, and A follows at once. λ = 1 stands for the Euclidean metric that you start from; the first pairs turn it, and opposite pairs cancel.",
        link: "v=1&seed=1&task=metric&data=moons&pairs.source=drawn&objective.lambda=1",
        view: "",
    },
    Preset {
        id: "linear",
        title: "A linear encoder, x ↦ Lx",
        lecture: "From metric learning to representations",
        caption: "The encoder is one matrix L, as in metric learning, and it is enough: shrinking the eight noisy dimensions takes 5-NN from 77 % (raw) to 94 %, as far as the deep encoder gets.",
        link: "v=1&seed=1&data=nuisance&encoder.hidden=none&encoder.dim=2&optimizer.lr=0.03",
        view: "",
    },
    Preset {
        id: "few-labels",
        title: "Few labels win",
        lecture: "Why pretrain",
        caption: "Eight classes in 32 dimensions, 24 of them noise. With one label a class a probe of the pretrained embedding reads 89 %, fine-tuned 79 %, raw features 33 %, the same network from scratch 22 %: the augmentation knows which coordinates are noise, and that need not be learned from labels. With 400 labels raw features have caught up: 94 against 95 %.",
        link: "v=1&seed=1&data=few-labels",
        view: "lens=labels",
    },
    Preset {
        id: "digits-labels",
        title: "Digits: labels catch up",
        lecture: "Why pretrain",
        caption: "With 10 labels the pretrained embedding reads 78 % of the digits, raw pixels 56 %, a network from scratch 60 %. From 50 labels on there is little left of it: 86 to 83 %, at 500 raw pixels lead a probe of the embedding, 94.5 to 93.0 %, and fine-tuning gives 95.2 %. Shifts and turns are not all that digits differ in.",
        link: "v=1&seed=1&steps=300",
        view: "lens=labels",
    },
    Preset {
        id: "patch-letters",
        title: "Where does the patch belong?",
        lecture: "Pretexts",
        caption: "Two patches of an image: which of the eight neighbours of the first is the second? 68 % are answered right, guessing 13 %. Nobody said which letter it is, yet with 50 of them named (Labels shows it) a linear probe reads 99 %, untrained 46 %, raw pixels 29 %: the sign and size of contrast, which drown the pixels, do not tell where a patch lies, and strokes do.",
        link: "v=1&seed=1&data=letters&pretext=patch-location",
        view: "",
    },
    Preset {
        id: "patch-digits",
        title: "The same on digits: little gained",
        lecture: "Pretexts",
        caption: "Learnt as well (62 % right, guessing 13 %), and worth little: with 50 labels a probe reads 83 %, untrained 81 %, raw pixels 83 %. Digits are upright, centred and of one contrast already: there is nothing that the pretext would have to look past.",
        link: "v=1&seed=1&pretext=patch-location",
        view: "",
    },
    Preset {
        id: "rotation-digits",
        title: "Which way up?",
        lecture: "Pretexts",
        caption: "By how many quarter turns was it turned? 95 % are answered right, and the digits are no easier to read: with 50 labels 78 %, untrained 80 %, raw pixels 83 %. A pretext that is solved is not yet a representation that helps. On the drawn letters it does help: 67 %, untrained 28 %.",
        link: "v=1&seed=1&pretext=rotation",
        view: "",
    },
    Preset {
        id: "words",
        title: "Words by their company",
        lecture: "Pretexts",
        caption: "Each word is asked which words stand around it (skip-gram). Nobody says what a word is: yet its three nearest name its category for 95 % of them (untrained 7 %), 98 % of 24 analogies come out right (try paris, france, rome), and from 20 opinions a probe reads 92 % of those whose words for good and bad it was never told of (untrained 52 %).",
        link: "v=1&seed=1&data=sentences",
        view: "",
    },
    Preset {
        id: "words-gap",
        title: "A sentence with a gap",
        lecture: "Pretexts",
        caption: "The other way round (CBOW): all words around a gap are shown, which stood in it? It comes to the same: 96 % of the words by category, 96 % of the analogies, 93 % of the opinions.",
        link: "v=1&seed=1&data=sentences&pretext=cbow",
        view: "",
    },
    Preset {
        id: "words-contrastive",
        title: "Words, contrasted",
        lecture: "Pretexts",
        caption: "Word prediction is contrastive: the positive is a word that stood there, the negatives are those of the rest of the batch, and InfoNCE does what skip-gram's own loss did. 91 % of the words by category, all but 0.4 % of the analogies, 93 % of the opinions. Nearer than all 127 others, among them words as right as it is, the positive seldom is, and need not be.",
        link: "v=1&seed=1&data=sentences&loss=info-nce&loss.temperature=1&negatives=batch",
        view: "",
    },
    Preset {
        id: "own-text",
        title: "Your own text",
        lecture: "Pretexts",
        caption: "A page of Alice in Wonderland, to be replaced by your own. Its 170 words are mostly there once or twice: the gaps are soon known by heart, and neighbours make little sense. Word vectors need far more text than a page.",
        link: "v=1&seed=1&data=text&pretext=cbow",
        view: "",
    },
    Preset {
        id: "weak-noise",
        title: "A supervisor who is often wrong",
        lecture: "Weak supervision",
        caption: "SupCon on the digits, told a random label for 60 of 100 points. A linear probe still reads 95.9 %, with every label right 96.9 %, with none right 93.8 %: wrong labels pull in all directions and cancel, right ones agree.",
        link: "v=1&seed=1&loss=supcon&loss.noise=0.6",
        view: "",
    },
    Preset {
        id: "weak-coarse",
        title: "A supervisor who is too coarse",
        lecture: "Weak supervision",
        caption: "Here two classes share a label, and what the label does not tell apart falls together: a linear probe reads 57.9 %, with the classes for labels 95.5 %, with no labels at all (NT-Xent) 92.5 %. A proxy must be about what is asked. Making 30 of 100 labels random even helps, 67.3 %.",
        link: "v=1&seed=1&data=gaussian&loss=supcon&loss.coarse=2",
        view: "",
    },
    Preset {
        id: "theorem",
        title: "Excess risk against n",
        lecture: "The theorem",
        caption: "Labels of four blobs, a fifth of them wrong, to pretrain on; and beside it a task whose rates are known exactly. With m = n^β weak labels the excess risk falls like n^−min(1, αβ): measure the slopes, and break an assumption.",
        link: "v=1&seed=1&data=blobs&loss=supcon&loss.noise=0.2",
        view: "lens=theorem",
    },
    Preset {
        id: "digits",
        title: "Handwritten digits",
        lecture: "Contrastive learning",
        caption: "No label is used, only shifted and turned copies of each digit. With one label a class, a linear probe then reads 72 % of held-out digits right, of raw pixels 55 %, untrained 47 %. Neighbours gain little (5-NN 93.0 to 93.3 %), and with all labels raw pixels lead: 98 %.",
        link: "v=1&seed=1",
        view: "",
    },
    Preset {
        id: "digits-sphere",
        title: "Digits on a sphere",
        lecture: "Contrastive learning",
        caption: "Three numbers for each digit, so that all of the embedding can be seen and turned. Ten classes hardly fit: 5-NN climbs from 28 to 73 %, far below the 93 % that 32 dimensions give.",
        link: "v=1&seed=1&encoder.dim=3&loss.temperature=0.2",
        view: "",
    },
    Preset {
        id: "moons",
        title: "Two moons",
        lecture: "Positives from augmentation",
        caption: "Small jitters join neighbours, neighbours join into moons: a straight line parts 99.9 % of the embedding, of the plane 89 %. Neighbours were never the problem: 5-NN in the plane is right 100 %.",
        link: "v=1&seed=1&data=moons",
        view: "",
    },
    Preset {
        id: "collapse",
        title: "Nothing pushes: collapse",
        lecture: "Positives from augmentation",
        caption: "The two views of a point attract each other and nothing else acts: the loss goes to 0, its best, uniformity from −0.9 to 0, and all points fall onto one. 5-NN, which magnifies what little is left, still reads 79 % (untrained 86 %). Turn the weight of uniformity up, and they part again.",
        link: "v=1&seed=1&data=moons&encoder.dim=3&loss=align-uniform&loss.lambda=0",
        view: "",
    },
    Preset {
        id: "circles",
        title: "Circles",
        lecture: "Positives from augmentation",
        caption: "One ring inside the other: no line parts them in the plane (48 % right, no better than guessing), one does in the embedding (99.9 %).",
        link: "v=1&seed=1&data=circles",
        view: "",
    },
    Preset {
        id: "spirals",
        title: "Spirals",
        lecture: "Positives from augmentation",
        caption: "Long thin classes that wind about each other. A linear probe of the plane is 56 % right, of the embedding 99.8 %: it has unwound them.",
        link: "v=1&seed=1&data=spirals",
        view: "",
    },
    Preset {
        id: "nuisance",
        title: "Two dimensions that matter",
        lecture: "Positives from augmentation",
        caption: "Eight of ten dimensions are noise. The augmentation shakes them, so the encoder learns to ignore them: 5-NN is 77 % right on the raw points, 57 % untrained, 94 % trained.",
        link: "v=1&seed=1&data=nuisance",
        view: "",
    },
    Preset {
        id: "dot-products",
        title: "The loss as the lecture writes it",
        lecture: "The contrastive loss",
        caption: "Raw dot products, no temperature, 16 negatives drawn for each anchor. Nothing holds the embedding on a sphere, so it grows as long as you train. The clusters themselves are easy: 5-NN is 100 % right on the raw points too.",
        link: "v=1&seed=1&data=blobs&encoder.dim=2&encoder.normalize=false&loss=info-nce&loss.temperature=1&negatives=drawn",
        view: "",
    },
    Preset {
        id: "latent-classes",
        title: "Positives as the theory draws them",
        lecture: "Latent classes",
        caption: "x and x⁺ are two independent draws of one class, as the theory assumes and no augmentation does. 5-NN is 64 % right on the raw points, 92 % on three numbers. With all labels a linear probe of the raw points still leads: 98 against 92 %.",
        link: "v=1&seed=1&data=gaussian",
        view: "",
    },
    Preset {
        id: "order-holds",
        title: "Hard > debiased > uniform",
        lecture: "Negatives",
        caption: "Here the lecture's order holds, on average and in each of ten seeds: a linear probe reads 92.5 % with uniform negatives, 94.0 % debiased, 96.1 % with hard ones. True negatives alone, which need labels, give 94.8 %. But uniform ones at τ = 0.2 give 95.5 %: most of the gain is temperature.",
        link: "v=1&seed=1&data=gaussian&loss=hard&loss.tau_plus=0.1667&loss.beta=0.25",
        view: "",
    },
    Preset {
        id: "beta-sweep",
        title: "Too hard: the inverted U of β",
        lecture: "Negatives",
        caption: "The same with β = 5. Of the negatives 16 % are false; under β = ¼ they carry 25 % of the weight, here 36 %. A linear probe reads 94.0 % of held-out points at β = 0, 96.1 % at ¼, 94.9 % at 1, 93.3 % at 2 and 90.1 % here.",
        link: "v=1&seed=1&data=gaussian&loss=hard&loss.tau_plus=0.1667&loss.beta=5",
        view: "vs=&vs.seeds=5&vs.sweep=loss.beta:0:0.125:0.25:0.5:1:2:5",
    },
    Preset {
        id: "temperature-sweep",
        title: "Temperature does most of it",
        lecture: "Negatives",
        caption: "Uniform negatives, τ = 0.2: 95.5 %, nearly what hard ones reach at τ = 0.5 (96.1 %). At τ = 0.05 it is 93.1 %, at 0.5 92.5 %, at 1 80.4 %: an inverted U like that of β, because both say how much the nearest negatives count.",
        link: "v=1&seed=1&data=gaussian&loss.temperature=0.2",
        view: "vs=&vs.seeds=5&vs.sweep=loss.temperature:0.05:0.1:0.2:0.3:0.5:0.7:1",
    },
    Preset {
        id: "hard-wins",
        title: "Twelve classes: hard negatives win",
        lecture: "Negatives",
        caption: "Four groups of three classes. Uniform 83.1 %, debiased 83.8 %, hard 92.5 %; true negatives 84.6 %, so it is not the false ones that cost here. At τ = 0.1 uniform negatives reach 92.0 %.",
        link: "v=1&seed=1&data=gaussian&data.superclasses=4&data.subclasses=3&data.signal=8&data.sep=5&data.subsep=1.8&encoder.dim=8&loss=hard&loss.tau_plus=0.0833",
        view: "",
    },
    Preset {
        id: "hot",
        title: "Hard wins because τ is high",
        lecture: "Negatives",
        caption: "At τ = 1 uniform negatives hardly push near ones harder than far ones: 87.5 %, hard ones 97.4 %. Uniform ones at τ = 0.2 reach 97.4 % too. β did what a lower temperature would have done.",
        link: "v=1&seed=1&data=gaussian&encoder.dim=16&loss=hard&loss.temperature=1&loss.tau_plus=0.1667&batch=128",
        view: "",
    },
    Preset {
        id: "hard-loses",
        title: "Hard negatives lose",
        lecture: "Negatives",
        caption: "τ = 0.2 is sharp already; β = 1 on top turns on noise and false negatives: 83.4 % uniform, 73.4 % hard, worse in ten of ten seeds. Debiasing helps in seven of them (87.1 %), true negatives in nine (87.7 %). In each of six draws of the class means hard lost.",
        link: "v=1&seed=1&data=gaussian&data.means=4&loss=hard&loss.temperature=0.2&loss.tau_plus=0.1667&loss.beta=1&batch=128",
        view: "lens=inside",
    },
    Preset {
        id: "debiased-loses",
        title: "Debiasing loses",
        lecture: "Negatives",
        caption: "τ⁺ = ½ is the true class prior of two moons, and yet: 99.8 % uniform, 95.1 % debiased, worse in ten of ten seeds. The positives are small jitters and no draws of the class, so the correction subtracts too much: at the end the clamp leaves 98 % of the anchors without a push. τ⁺ = 0.05 does no harm, and no good.",
        link: "v=1&seed=1&data=moons&loss=debiased&loss.tau_plus=0.5",
        view: "lens=inside",
    },
    Preset {
        id: "digits-hard",
        title: "Digits with hard negatives",
        lecture: "Negatives",
        caption: "5-NN 93.2 % with uniform negatives, 92.9 % debiased, 95.9 % hard (β = 0.5), 96.8 % at β = 5; true negatives 94.0 %. Hard helps, debiasing does not, and raw pixels are better still when all labels are there: 98.5 %.",
        link: "v=1&seed=1&loss=hard",
        view: "",
    },
    Preset {
        id: "sampled",
        title: "Hard by drawing, not by weighing",
        lecture: "Negatives",
        caption: "32 negatives for each anchor, drawn from q_β itself. β = 0 gives 90.5 %, ¼ 93.3 %, 1 95.0 %, 3 94.8 %: the same rise that weights bring, with none of the weights. Each step must embed every point first.",
        link: "v=1&seed=1&data=gaussian&loss=info-nce&negatives=sampled&negatives.count=32",
        view: "",
    },
    Preset {
        id: "queue",
        title: "MoCo's queue",
        lecture: "Memory",
        caption: "16 points a step, 256 remembered keys. The loss rises while the queue fills, from 0 to log(1 + N): more negatives, no worse encoder. With m = 0.98 a probe reads 84 %, with m = 0.5 47 %: keys of a fast encoder go stale. The 15 others of the batch do better here, 88 %: they are fresh.",
        link: "v=1&seed=1&data=gaussian&loss=info-nce&negatives=queue&negatives.size=256&negatives.momentum=0.98&batch=16&steps=400",
        view: "",
    },
    Preset {
        id: "bank",
        title: "PIRL's memory bank",
        lecture: "Memory",
        caption: "Every training point is remembered, 200 of them, each refreshed every twelve steps: a probe reads 91.9 %, with the 15 others of the batch 86.9 %, better in ten of ten seeds. With 1000 points an entry is five times as old, and the bank loses: 83.3 to 88.3 %.",
        link: "v=1&seed=1&data=gaussian&data.train=200&loss=info-nce&negatives=bank&batch=16&steps=400",
        view: "",
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
            view,
            ..
        } = *preset;
        // A link that does not decode fails the tests and is left out here.
        preset.config().ok().map(|config| PresetEntry {
            id,
            title,
            lecture,
            caption,
            view,
            config: config.to_value(),
        })
    };
    PRESETS.iter().filter_map(entry).collect()
}
