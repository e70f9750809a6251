//! Metric learning as JavaScript calls it: matrices in, matrices out, and what a metric run has of its own.

use js_sys::{Float32Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::engine::Engine;
use super::error;
use super::object::Fields;
use super::page::to_js;
use crate::compute::distances;
use crate::experiment::metric::{MetricCheckpoint, Objectives, Report, Trial};
use crate::metric::Matrix;
use crate::metric::mahalanobis::{map, symmetric_root};
use crate::metric::naive::Fate;
use crate::metric::request::{self, PairedPoints, Points};

#[wasm_bindgen]
impl Engine {
    /// X #_t Y \[dim, dim\].
    pub fn geometric_mean(
        &self,
        x: &[f64],
        y: &[f64],
        dim: usize,
        t: f64,
    ) -> Result<Float64Array, JsValue> {
        Ok(row_major(
            &request::mean(x, y, dim, t).map_err(error::input)?,
        ))
    }

    #[allow(clippy::too_many_arguments)] // JavaScript's call, argument by argument
    pub fn gmml(
        &self,
        x: &[f64],
        rows: usize,
        dim: usize,
        similar: &[u32],
        dissimilar: &[u32],
        t: f64,
        lambda: f64,
        prior: Option<Vec<f64>>,
    ) -> Result<JsValue, JsValue> {
        let found = Points::new("x", x, rows, dim)
            .and_then(|points| PairedPoints::new(points, similar, dissimilar))
            .and_then(|pairs| request::gmml(&pairs, t, lambda, prior.as_deref()))
            .map_err(error::input)?;
        let fields = Fields::new()
            .set("A", row_major(&found.a))
            .set("L", row_major(&found.l))
            .set("S", row_major(&found.s))
            .set("D", row_major(&found.d));
        Ok(fields
            .set("objective", found.parts[0] + found.parts[1])
            .done())
    }

    #[allow(clippy::too_many_arguments)] // JavaScript's call, argument by argument
    pub fn naive(
        &self,
        x: &[f64],
        rows: usize,
        dim: usize,
        similar: &[u32],
        dissimilar: &[u32],
        lambda: f64,
        steps: usize,
        step_size: Option<f64>,
        trace_cap: Option<f64>,
    ) -> Result<JsValue, JsValue> {
        let found = Points::new("x", x, rows, dim)
            .and_then(|points| PairedPoints::new(points, similar, dissimilar))
            .and_then(|pairs| request::naive(&pairs, lambda, steps, step_size, trace_cap))
            .map_err(error::input)?;
        let fields = Fields::new()
            .set("A", row_major(&found.a))
            .set("objectives", Float64Array::from(&found.objectives[..]))
            .set("traces", Float64Array::from(&found.traces[..]))
            .set("lambdaStar", found.lambda_star)
            .set("direction", Float64Array::from(&found.direction[..]))
            .set("fate", fate(found.fate));
        Ok(fields.set("stepSize", found.step_size).done())
    }

    /// d_A of the given pairs, in float64.
    pub fn pair_distances(
        &self,
        x: &[f64],
        rows: usize,
        dim: usize,
        a: &[f64],
        pairs: &[u32],
    ) -> Result<Float64Array, JsValue> {
        let points = Points::new("x", x, rows, dim).map_err(error::input)?;
        let (a, _) = request::metric(a, dim).map_err(error::input)?;
        let pairs = points.pairs("pairs", pairs).map_err(error::input)?;
        Ok(Float64Array::from(
            &request::pair_distances(&points, &pairs, &a)[..],
        ))
    }

    /// d_A of every row of x with every row of y, by the backend's similarity kernel, in float32.
    #[allow(clippy::too_many_arguments)] // JavaScript's call, argument by argument
    pub async fn mahalanobis(
        &self,
        x: Vec<f64>,
        rows: usize,
        y: Vec<f64>,
        cols: usize,
        dim: usize,
        a: Vec<f64>,
    ) -> Result<Float32Array, JsValue> {
        Points::new("x", &x, rows, dim).map_err(error::input)?;
        Points::new("y", &y, cols, dim).map_err(error::input)?;
        let root = symmetric_root(&request::metric(&a, dim).map_err(error::input)?.1);
        let (x, y) = (map(&x, &root), map(&y, &root));
        let found = distances::squared_distances(self.backend(), &x, &y, dim).await;
        Ok(Float32Array::new_from_slice(&found.map_err(error::fault)?))
    }

    /// The k nearest points of each query under A, by the backend's similarity kernel and float64; and, where there
    /// are labels, what they vote.
    #[allow(clippy::too_many_arguments)] // JavaScript's call, argument by argument
    pub async fn knn(
        &self,
        x: Vec<f64>,
        rows: usize,
        query: Vec<f64>,
        queries: usize,
        dim: usize,
        k: usize,
        a: Option<Vec<f64>>,
        labels: Option<Vec<u32>>,
    ) -> Result<JsValue, JsValue> {
        Points::new("x", &x, rows, dim).map_err(error::input)?;
        Points::new("query", &query, queries, dim).map_err(error::input)?;
        if let Some(labels) = labels.as_ref().filter(|labels| labels.len() != rows) {
            let count = labels.len();
            return Err(error::input(format!(
                "labels has {count} numbers; it must have rows = {rows}."
            )));
        }
        if k > rows {
            return Err(error::input(format!(
                "k is {k}; it must be at most the number of points, rows = {rows}."
            )));
        }
        let (x, query) = match a {
            None => (x, query),
            Some(a) => {
                let root = symmetric_root(&request::metric(&a, dim).map_err(error::input)?.1);
                (map(&x, &root), map(&query, &root))
            }
        };
        let found = distances::nearest(self.backend(), &x, &query, dim, k)
            .await
            .map_err(error::fault)?;
        let votes = labels.map(|labels| found.vote(&labels));
        let fields = Fields::new()
            .indices("indices", &found.indices)
            .set("distances", Float64Array::from(&found.squared[..]));
        Ok(match votes {
            Some(votes) => fields.indices("labels", &votes).done(),
            None => fields.done(),
        })
    }

    /// Σ (x_i − x_j)(x_i − x_j)ᵀ over pairs \[dim, dim\], by the backend's similarity kernel.
    pub async fn scatter_matrix(
        &self,
        x: Vec<f64>,
        rows: usize,
        dim: usize,
        pairs: Vec<u32>,
    ) -> Result<Float64Array, JsValue> {
        let points = Points::new("x", &x, rows, dim).map_err(error::input)?;
        let pairs = points.pairs("pairs", &pairs).map_err(error::input)?;
        let found = distances::scatter(self.backend(), &x, dim, &pairs)
            .await
            .map_err(error::fault)?;
        Ok(Float64Array::from(&found[..]))
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Collapses => "collapses",
        Fate::Unbounded => "unbounded",
        Fate::RankOne => "rank-one",
        Fate::Between => "between",
    }
}

/// \[rows, columns\] as one list of rows.
fn row_major(matrix: &Matrix) -> Float64Array {
    Float64Array::from(matrix.transpose().as_slice())
}

pub(super) fn report(report: &Report) -> Result<JsValue, JsValue> {
    let floats = |values: &[f64]| Float64Array::from(values);
    let rows = |pairs: &[([u32; 2], bool)]| {
        let rows: Vec<u32> = pairs.iter().flat_map(|(pair, _)| *pair).collect();
        Uint32Array::from(&rows[..])
    };
    let flags = |pairs: &[([u32; 2], bool)]| {
        let flags: Vec<u8> = pairs
            .iter()
            .map(|(_, flipped)| u8::from(*flipped))
            .collect();
        Uint8Array::from(&flags[..])
    };
    let or_null = |value: Option<JsValue>| value.unwrap_or(JsValue::NULL);
    let (star, direction) = report
        .threshold
        .as_ref()
        .map(|(star, direction)| (*star, direction))
        .unzip();
    let fields = Fields::new()
        .set("step", report.step)
        .set("dim", report.dim)
        .set("objective", report.objective)
        .set("A", row_major(&report.a))
        .set("L", row_major(&report.l))
        .set("S", row_major(&report.s))
        .set("D", row_major(&report.d))
        .set(
            "inverseS",
            or_null(report.inverse_s.as_ref().map(|m| row_major(m).into())),
        )
        .set("eigenvalues", floats(&report.spectrum.values))
        // One eigenvector a row: the columns, one after the other.
        .set("eigenvectors", floats(report.spectrum.vectors.as_slice()))
        .set("similarCount", report.similar_count)
        .set("dissimilarCount", report.dissimilar_count)
        .set("flippedCount", report.flipped_count)
        .set("similar", rows(&report.similar))
        .set("dissimilar", rows(&report.dissimilar))
        .set("similarFlipped", flags(&report.similar))
        .set("dissimilarFlipped", flags(&report.dissimilar))
        .set("value", report.value)
        .set("parts", floats(&report.parts))
        .set(
            "closedForm",
            or_null(report.closed_form.map(JsValue::from_f64)),
        )
        .set("lambdaStar", or_null(star.map(JsValue::from_f64)))
        .set(
            "direction",
            or_null(direction.map(|direction| floats(direction).into())),
        )
        .set("verdict", to_js(&report.verdict)?);
    Ok(fields.set("identities", to_js(&report.identities)?).done())
}

pub(super) fn trial(trial: &Trial) -> Result<JsValue, JsValue> {
    let fields = Fields::new()
        .set("index", trial.index)
        .set("k", trial.k)
        .set("standardized", trial.standardized)
        .set("errors", to_js(&trial.errors)?)
        .set("bestT", trial.best_t)
        .set("ts", Float64Array::from(&trial.ts[..]));
    Ok(fields
        .set("curve", Float64Array::from(&trial.curve[..]))
        .done())
}

/// Named by what the two values are.
pub(super) fn objectives(found: &Objectives, geometric: bool) -> JsValue {
    let names = if geometric {
        ["natural", "euclidean"]
    } else {
        ["objective", "trace"]
    };
    let [first, second] = &found.values;
    Fields::new()
        .set("from", found.from)
        .set(names[0], Float64Array::from(&first[..]))
        .set(names[1], Float64Array::from(&second[..]))
        .done()
}

pub(super) fn checkpoint(kept: &MetricCheckpoint) -> Result<JsValue, JsValue> {
    Ok(Fields::new()
        .set("config", to_js(&kept.config)?)
        .set("step", kept.step)
        .set("params", Float64Array::from(&kept.params[..]))
        .set("state", Float64Array::from(&kept.state[..]))
        .done())
}
