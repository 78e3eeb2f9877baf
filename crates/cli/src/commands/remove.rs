//! `simpul remove`: an article, and what only it said, out of the store.

use simpul_store::Store;

use super::Talk;
use super::build::acknowledge;
use crate::args::graph::Remove;
use crate::exit::{Code, say};

pub(crate) fn run(args: &Remove, talk: Talk) -> anyhow::Result<Code> {
    let mut store = Store::open(&args.store.store)?;
    let mut code = Code::Done;
    for id in &args.articles {
        if store.remove(id)? {
            if !talk.quiet {
                acknowledge(&format!("removed {id}"));
            }
        } else {
            let dir = args.store.store.display();
            say(&format!("{dir}: no article {id:?}; simpul stats lists the articles"));
            code = Code::Input;
        }
    }
    Ok(code)
}
