//! How good statements are, measured against gold.
//!
//! [`Gold`] says which statements an article makes; [`score`] compares them with those that were read; [`Figures`]
//! sums up; [`blame`] names the stage at fault for each mistake; [`Calibration`] says how far confidence can be
//! trusted. The format of gold and the rules of matching are in `docs/gold.md`.
//!
//! ```
//! use simpul_eval::{Figures, Gold, Relations, score};
//!
//! let relations = Relations::new([("visits".to_owned(), false)]);
//! let text = "E ayu | Person | Ayu Lestari | -\nE bogor | Place | Bogor | Q10443\nS ayu | visits | bogor\n";
//! let gold = Gold::parse("ayu.gold", text)?;
//! let score = score(&gold, &[], &relations);
//! assert_eq!(score.missed.len(), 1);
//! assert_eq!(Figures::of([&score]).recall, 0.0);
//! # Ok::<(), simpul_eval::GoldError>(())
//! ```

mod blame;
mod calibration;
mod figures;
mod gold;
mod name;
mod score;

pub use blame::{Blame, Stage, blame};
pub use calibration::{Bucket, Calibration};
pub use figures::Figures;
pub use gold::{Gold, GoldEntity, GoldError, GoldSpeech, GoldStatement, Relations};
pub use name::normalised;
pub use score::{Counts, Found, Ratio, Score, score};
