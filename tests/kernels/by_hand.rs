//! The batch that can be checked by hand, `www/byhand/batch.json`: what the page shows is what is tested here.

use super::compare::assert_close;
use super::losses::Case;
use super::oracle::{flat, flat32, list, number, text};
use nearfar::compute::Backend;
use nearfar::contrastive::hard::Hard;
use nearfar::contrastive::{Arrangement, Loss, info_nce::InfoNce};
use serde_json::Value;

pub async fn by_hand(backend: &impl Backend) {
    let file: Value = serde_json::from_str(include_str!("../../www/byhand/batch.json"))
        .expect("the batch is JSON");
    let tolerance = number(&file["tolerance"]);
    let cases = list(&file["cases"]);
    for case in cases {
        let temperature = number(&case["temperature"]) as f32;
        let tau_plus = number(&case["tauPlus"]) as f32;
        let objective = match text(&case["loss"]) {
            "nt-xent" => Loss::InfoNce(InfoNce),
            _ => Loss::Hard(Hard {
                tau_plus,
                beta: number(&case["beta"]) as f32,
                detached: false,
                floor: -1.0 / temperature,
            }),
        };
        let setting = Case {
            objective,
            arrangement: Arrangement::TwoViews { rows: 2 },
            groups: None,
            temperature,
            normalize: false,
            dim: 2,
        };
        let rows = [flat32(&case["anchors"]), flat32(&case["positives"])].concat();
        let gradient = [flat(&case["gradAnchors"]), flat(&case["gradPositives"])].concat();
        let found = setting.run(backend, &rows).await;
        let name = text(&case["title"]);
        assert_close(name, &[found.loss], &[number(&case["mean"])], tolerance);
        assert_close(name, &found.row_losses, &flat(&case["losses"]), tolerance);
        assert_close(name, &found.gradient, &gradient, tolerance);
    }
    assert_eq!(cases.len(), 3, "cases of the batch");
}
