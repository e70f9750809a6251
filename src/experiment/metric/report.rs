//! What there is to see of a metric: A and its map, S and D, how the objective stands, and what is happening.

use super::run::{MetricRun, Solver};
use crate::compute::Backend;
use crate::compute::distances::nearest;
use crate::data::{digest, digest_u32};
use crate::evaluate::accuracy;
use crate::evaluate::linear_probe::{Options, fit_with};
use crate::experiment::inspect::check_index;
use crate::experiment::trouble::Trouble;
use crate::experiment::{Digests, Picture};
use crate::metric::geometric_mean::Geodesic;
use crate::metric::mahalanobis::{map, squared_distance, symmetric_root};
use crate::metric::naive::{Fate, threshold};
use crate::metric::spd::{Spectrum, cholesky, residual, scale_columns, spectrum};
use crate::metric::{Matrix, gmml};
use crate::number;
use serde::Serialize;

/// Pairs of each kind that a picture can show.
const SHOWN: usize = 400;
/// An identity of the geometric mean holds when both sides agree to this, relative to their size, or to the digits
/// that float64 leaves: rounding times the spread of the eigenvalues of S·D. On raw wine they spread over 10^14.
const HOLDS: f64 = 1e-9;

/// What is computed once for each setting.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    identities: Option<Vec<Identity>>,
    raw: Option<Scores>,
}

pub struct Report {
    pub step: u32,
    pub dim: usize,
    pub objective: &'static str,
    /// \[dim, dim\], as L, S, D and `inverse_s`.
    pub a: Matrix,
    /// A^½.
    pub l: Matrix,
    pub s: Matrix,
    pub d: Matrix,
    pub inverse_s: Option<Matrix>,
    pub spectrum: Spectrum,
    pub similar_count: usize,
    pub dissimilar_count: usize,
    pub flipped_count: usize,
    /// Not more than a picture can show, with whether they are on the wrong side.
    pub similar: Vec<([u32; 2], bool)>,
    pub dissimilar: Vec<([u32; 2], bool)>,
    pub value: f64,
    /// tr(A S) and tr(A⁻¹ D), or Σ_S d_A and Σ_D d_A.
    pub parts: [f64; 2],
    /// The least h.
    pub closed_form: Option<f64>,
    /// λ* and the direction in which A grows first.
    pub threshold: Option<(f64, Vec<f64>)>,
    pub verdict: Verdict,
    pub identities: Vec<Identity>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    pub kind: &'static str,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Identity {
    pub id: &'static str,
    pub text: &'static str,
    /// |left − right| / |right|, in Frobenius norms.
    pub residual: f64,
    pub holds: bool,
}

/// On the held-out points, shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scores {
    pub knn_accuracy: f64,
    pub probe_accuracy: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MetricScores {
    pub step: u32,
    /// The objective of the iterate that `step` moves.
    pub loss: f64,
    /// The objective of the metric that is shown.
    pub objective: f64,
    /// How many of them vote in `knn_accuracy`.
    pub neighbors: usize,
    #[serde(flatten)]
    pub now: Scores,
    /// The same features under the Euclidean metric, which is what A = I is.
    pub raw: Scores,
    pub untrained: Scores,
}

impl<B: Backend> MetricRun<B> {
    pub fn report(&mut self) -> Result<Report, Trouble> {
        let a = self.metric();
        let spectrum = spectrum("A", &a)?;
        let identities = self.identities()?;
        let (parts, value) = self.value(&a);
        let (s, d) = (self.problem.s.clone(), self.problem.d.clone());
        let geometric = matches!(self.solver, Solver::Geometric { .. });
        let inverse_s = match geometric {
            true => Some(gmml::invert(&cholesky("S", &s, "")?)),
            false => None,
        };
        let closed_form = match &self.solver {
            Solver::Geometric { geodesic, .. } => {
                Some(gmml::objective_at(geodesic, 0.5).iter().sum())
            }
            Solver::Naive { .. } => None,
        };
        // Where S is singular there is a direction that costs nothing: any λ is above the threshold.
        let threshold = (!geometric).then(|| threshold(&s, &d).unwrap_or((0.0, Vec::new())));
        let pairs = &self.problem.pairs;
        let shown = |pairs: &[[u32; 2]], flipped: &[bool], drawn: usize| {
            let all: Vec<_> = pairs.iter().copied().zip(flipped.iter().copied()).collect();
            // Those drawn by hand stand last, and are shown first.
            let (others, own) = all.split_at(all.len() - drawn);
            own.iter().chain(others).take(SHOWN).copied().collect()
        };
        let settings = &self.config.metric;
        Ok(Report {
            step: self.step,
            dim: self.dataset.dim,
            objective: settings.objective.card.name,
            l: symmetric_root(&spectrum),
            verdict: self.verdict(threshold.as_ref()),
            a,
            s,
            d,
            inverse_s,
            spectrum,
            similar_count: self.problem.similar_count,
            dissimilar_count: self.problem.dissimilar_count,
            flipped_count: self.problem.flipped_count,
            similar: shown(
                &pairs.similar,
                &pairs.similar_flipped,
                settings.similar.len(),
            ),
            dissimilar: shown(
                &pairs.dissimilar,
                &pairs.dissimilar_flipped,
                settings.dissimilar.len(),
            ),
            value,
            parts,
            closed_form,
            threshold,
            identities,
        })
    }

    /// The two parts of the objective at A, and the objective.
    fn value(&self, a: &Matrix) -> ([f64; 2], f64) {
        match &self.solver {
            Solver::Geometric { geodesic, .. } => {
                let parts = gmml::objective_at(geodesic, self.config.metric.knob("t"));
                (parts, parts[0] + parts[1])
            }
            Solver::Naive { naive, .. } => {
                let parts = [a.dot(&self.problem.s), a.dot(&self.problem.d)];
                (parts, naive.objective(a))
            }
        }
    }

    /// Which of its three fates the naive objective meets, and why; or where the geometric one stands.
    fn verdict(&self, threshold: Option<&(f64, Vec<f64>)>) -> Verdict {
        let metric = &self.config.metric;
        let short = number::short;
        let Solver::Naive { naive, .. } = &self.solver else {
            let t = metric.knob("t");
            let place = if t == 0.0 {
                "A = S⁻¹, the start of the geodesic".to_owned()
            } else if t == 1.0 {
                "A = D, the end of the geodesic".to_owned()
            } else {
                format!("A lies {} % of the way from S⁻¹ to D", short(100.0 * t))
            };
            let text = if t == 0.5 {
                "t = ½: A = S⁻¹ #½ D, the minimum of h, found without a single step.".into()
            } else {
                format!(
                    "t = {}: {place}. h is least at t = ½; any other t weighs the two kinds of pairs differently.",
                    short(t)
                )
            };
            return Verdict {
                kind: "optimal",
                text,
            };
        };
        let lambda = short(metric.knob("lambda"));
        let star = threshold.map_or(String::new(), |(star, _)| short(*star));
        let earning = naive
            .spectrum
            .values
            .iter()
            .filter(|&&value| value < 0.0)
            .count();
        let along = number::counted(earning, "direction", "directions");
        let (kind, text) = match naive.fate() {
            Fate::Collapses => (
                "collapses",
                format!(
                    "λ = {lambda} is below λ* = {star}: in every direction similar pairs cost more than dissimilar ones earn. The cheapest A is 0, and all points fall onto one."
                ),
            ),
            Fate::Unbounded => (
                "unbounded",
                format!(
                    "λ = {lambda} is above λ* = {star}: along {along}, moving apart earns more than it costs, without end. A grows for ever and f has no minimum."
                ),
            ),
            Fate::RankOne => (
                "rank-one",
                format!(
                    "λ = {lambda} is above λ* = {star}, but tr A may be at most {}: all of it goes to the one direction that earns most. A has rank one, and all points lie on a line.",
                    short(metric.knob("trace_cap"))
                ),
            ),
            Fate::Between => (
                "between",
                format!(
                    "λ is λ* = {star}: along one direction nothing is earned and nothing lost, and any length is as good."
                ),
            ),
        };
        Verdict { kind, text }
    }

    /// What the lecture says of geometric means, tried on this run's S and D.
    fn identities(&mut self) -> Result<Vec<Identity>, Trouble> {
        if let Some(known) = &self.kept.identities {
            return Ok(known.clone());
        }
        let Solver::Geometric { geodesic, .. } = &self.solver else {
            return Ok(Vec::new());
        };
        let found = identities(
            geodesic,
            &self.problem.s,
            &self.problem.d,
            self.config.metric.knob("t"),
        )?;
        Ok(self.kept.identities.insert(found).clone())
    }

    /// z = A^½ x of every point \[rows, dim\].
    pub fn embeddings(&self) -> Result<Vec<f32>, Trouble> {
        let root = symmetric_root(&spectrum("A", &self.metric())?);
        Ok(floats(&map(&self.x, &root)))
    }

    /// Which points are held out \[rows\]: 1 = test.
    pub fn held_out(&self) -> Vec<u8> {
        self.split.held_out(self.dataset.rows)
    }

    /// The features in the units that are used.
    pub fn points(&self) -> Vec<f32> {
        floats(&self.x)
    }

    /// The points before: the plane as it is, anything else by its two principal components.
    pub fn points_picture(&self) -> Picture {
        Picture::new(&self.points(), self.dataset.rows, self.dataset.dim, 2)
    }

    /// The points after x ↦ Lx: a plane as it is, anything else along the strongest eigenvectors of A, where
    /// L = Λ^½ Vᵀ and the points are centred.
    pub fn projection(&self, dims: usize) -> Result<Picture, Trouble> {
        if !(2..=3).contains(&dims) {
            return Err(Trouble::Input(format!(
                "dims is {dims}; it must be 2 or 3."
            )));
        }
        let (rows, dim) = (self.dataset.rows, self.dataset.dim);
        if dim <= dims {
            return Ok(Picture::new(&self.embeddings()?, rows, dim, dims));
        }
        let found = spectrum("A", &self.metric())?;
        let signed = |i: usize| {
            let column = found.vectors.column(i);
            let largest = column.iter().fold(
                0.0_f64,
                |most, v| if v.abs() > most.abs() { *v } else { most },
            );
            libm::sqrt(found.values[i].max(0.0)) * if largest < 0.0 { -1.0 } else { 1.0 }
        };
        let top = scale_columns(&found.vectors.columns(0, dims).into_owned(), signed).transpose();
        let mut xy = map(&self.x, &top);
        let mut variance = vec![0.0; dims];
        for (axis, variance) in variance.iter_mut().enumerate() {
            let mean = xy.iter().skip(axis).step_by(dims).sum::<f64>() / rows as f64;
            for value in xy.iter_mut().skip(axis).step_by(dims) {
                *value -= mean;
                *variance += *value * *value;
            }
        }
        let total = self.total_variance();
        let share = |value: &f64| if total > 0.0 { value / total } else { 0.0 };
        Ok(Picture {
            xy: floats(&xy),
            dims,
            variance: Some(variance.iter().map(share).collect()),
        })
    }

    /// Σ d_A(x, mean) over all points.
    fn total_variance(&self) -> f64 {
        let all: Vec<u32> = (0..self.dataset.rows as u32).collect();
        let labels = vec![0; all.len()];
        let (scatter, _) =
            crate::metric::scatter::of_labels(&self.x, self.dataset.dim, &all, &labels);
        self.metric().dot(&scatter) / all.len() as f64
    }

    /// |x_i − x_j|² and d_A(x_i, x_j).
    pub fn pair(&self, i: usize, j: usize) -> Result<[f64; 2], Trouble> {
        check_index(i, self.dataset.rows)?;
        check_index(j, self.dataset.rows)?;
        let dim = self.dataset.dim;
        let (one, other) = (&self.x[i * dim..][..dim], &self.x[j * dim..][..dim]);
        let euclidean = Matrix::identity(dim, dim);
        Ok([euclidean, self.metric()].map(|a| squared_distance(one, other, &a)))
    }

    /// The `k` points nearest to point `index` under A, and minus their d_A: the larger, the more similar.
    pub async fn neighbors(&self, index: usize, k: usize) -> Result<(Vec<u32>, Vec<f32>), Trouble> {
        check_index(index, self.dataset.rows)?;
        let dim = self.dataset.dim;
        let z = map(&self.x, &symmetric_root(&spectrum("A", &self.metric())?));
        let found = nearest(&*self.backend, &z, &z[index * dim..][..dim], dim, k + 1).await?;
        let others = found
            .indices
            .iter()
            .zip(&found.squared)
            .filter(|(row, _)| **row as usize != index);
        Ok(others
            .take(k)
            .map(|(row, squared)| (*row, -*squared as f32))
            .unzip())
    }

    /// How the metric does on the held-out points, beside the Euclidean one.
    pub async fn metrics(&mut self) -> Result<MetricScores, Trouble> {
        let a = self.metric();
        let z = map(&self.x, &symmetric_root(&spectrum("A", &a)?));
        let now = self.scores(&z).await?;
        let raw = match self.kept.raw {
            Some(scores) => scores,
            None => self.scores(&self.x).await?,
        };
        self.kept.raw = Some(raw);
        let loss = self.objectives(self.step as usize).values[0][0];
        let objective = self.value(&a).1;
        Ok(MetricScores {
            step: self.step,
            loss,
            objective,
            neighbors: self.config.metric.neighbors,
            now,
            raw,
            untrained: raw,
        })
    }

    async fn scores(&self, z: &[f64]) -> Result<Scores, Trouble> {
        let (dim, labels) = (self.dataset.dim, &self.dataset.labels);
        if self.dataset.classes() < 2 {
            // Nothing to be right about.
            return Ok(Scores {
                knn_accuracy: f64::NAN,
                probe_accuracy: f64::NAN,
            });
        }
        let (train, test) = (
            gather(z, dim, &self.split.train),
            gather(z, dim, &self.split.test),
        );
        let [train_labels, test_labels] = [&self.split.train, &self.split.test].map(|rows| {
            rows.iter()
                .map(|&row| labels[row as usize])
                .collect::<Vec<u32>>()
        });
        let voted = super::trial::vote(
            &*self.backend,
            &train,
            &train_labels,
            &test,
            dim,
            self.config.metric.neighbors,
        )
        .await?;
        // scikit-learn's C = 1.
        let options = Options {
            l2: 1.0 / train_labels.len() as f64,
            standardize: true,
            tolerance: 1e-6,
            start: None,
        };
        let probe = fit_with(
            &floats(&train),
            &train_labels,
            dim,
            self.dataset.classes(),
            &options,
        );
        Ok(Scores {
            knn_accuracy: accuracy(&voted, &test_labels),
            probe_accuracy: probe.accuracy(&floats(&test), &test_labels),
        })
    }

    /// Fingerprints of the features and of the pairs; there are no weights to draw and no views.
    pub fn digests(&self) -> Digests {
        let pairs = &self.problem.pairs;
        let rows: Vec<u32> = pairs
            .similar
            .iter()
            .chain(&pairs.dissimilar)
            .flatten()
            .copied()
            .collect();
        Digests {
            data: digest(&floats(&self.x)),
            weights: digest(&[]),
            batches: digest_u32(&rows),
            views: digest(&[]),
        }
    }
}

/// Both sides of each law by routes of their own, none through an inverse: on raw features that would lose every digit.
fn identities(
    geodesic: &Geodesic,
    s: &Matrix,
    d: &Matrix,
    t: f64,
) -> Result<Vec<Identity>, String> {
    let (half, at_t) = (geodesic.at(0.5), geodesic.at(t));
    // X = S⁻¹ and Y = D, so X⁻¹ #ₜ Y⁻¹ = S #ₜ D⁻¹ = D⁻¹ #₁₋ₜ S.
    let of_inverses = gmml::geodesic(d, s)?.at(1.0 - t);
    let one = Matrix::identity(s.nrows(), s.nrows());
    let from_the_other_end = gmml::reversed_geodesic(s, d)?.at(1.0 - t);
    let [similar, dissimilar] = gmml::objective_at(geodesic, 0.5);
    let spread = geodesic.values[0] / geodesic.values[geodesic.values.len() - 1];
    let allowed = HOLDS.max(f64::EPSILON * spread);
    let checks = [
        (
            "riccati",
            "A S A = D at t = ½",
            residual(&(&half * s * &half), d),
        ),
        (
            "inverse",
            "(X #ₜ Y)⁻¹ = X⁻¹ #ₜ Y⁻¹",
            residual(&(&at_t * of_inverses), &one),
        ),
        (
            "symmetry",
            "X #ₜ Y = Y #₁₋ₜ X",
            residual(&from_the_other_end, &at_t),
        ),
        (
            "balance",
            "tr(AS) = tr(A⁻¹D) at t = ½",
            (similar - dissimilar).abs() / dissimilar,
        ),
    ];
    Ok(checks
        .map(|(id, text, residual)| Identity {
            id,
            text,
            residual,
            holds: residual < allowed,
        })
        .to_vec())
}

/// The given rows of `x` \[rows, dim\].
pub(super) fn gather(x: &[f64], dim: usize, rows: &[u32]) -> Vec<f64> {
    rows.iter()
        .flat_map(|&row| &x[row as usize * dim..][..dim])
        .copied()
        .collect()
}

fn floats(x: &[f64]) -> Vec<f32> {
    x.iter().map(|&value| value as f32).collect()
}
