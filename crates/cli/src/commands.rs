//! One module per command.

mod analyze;
mod build;
mod check;
mod completions;
mod demo;
mod diff;
mod dot;
mod each;
mod eval;
mod explain;
mod export;
mod extract;
mod keep;
mod path;
#[cfg(feature = "remote")]
mod push;
mod query;
mod rank;
mod remove;
mod render;
mod rules;
mod stats;
mod why;

use clap::{CommandFactory, FromArgMatches};

use crate::args::{Cli, Command};
use crate::exit::Code;
use crate::paint::Paint;

/// Help of a command: what it does, examples, then the flags.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// What every command needs to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Talk {
    /// Say only what went wrong.
    pub(crate) quiet: bool,
    /// One line for each article.
    pub(crate) verbose: bool,
    /// Colour on stdout.
    pub(crate) paint: Paint,
}

impl Talk {
    /// Says what the user should know about an article, unless told to be quiet.
    pub(crate) fn notice(self, notice: Option<&str>) {
        if let Some(notice) = notice.filter(|_| !self.quiet) {
            crate::exit::say(notice);
        }
    }
}

/// The command line, for parsing, for completions and for the manual.
pub(crate) fn command_line() -> clap::Command {
    Cli::command().help_template(TEMPLATE).mut_subcommands(|c| c.help_template(TEMPLATE))
}

/// Reads the command line and does what it says.
pub(crate) fn run() -> anyhow::Result<Code> {
    let matches = command_line().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|e| e.exit());
    let talk = Talk { quiet: cli.quiet, verbose: cli.verbose, paint: Paint::stdout(cli.color) };
    match cli.command {
        Command::Build(args) => build::run(&args, talk),
        Command::Extract(args) => extract::run(&args, talk),
        Command::Eval(args) => eval::run(&args, talk),
        Command::Query(args) => query::run(&args, talk),
        #[cfg(feature = "remote")]
        Command::Push(args) => push::run(&args, talk),
        Command::Export(args) => export::run(&args),
        Command::Dot(args) => dot::run(&args),
        Command::Render(args) => render::run(&args, talk),
        Command::Path(args) => path::run(&args, talk),
        Command::Rank(args) => rank::run(&args, talk),
        Command::Explain(args) => explain::run(&args, talk),
        Command::Remove(args) => remove::run(&args, talk),
        Command::Merge(args) => keep::merge(&args, talk),
        Command::Diff(args) => diff::run(&args),
        Command::Check(args) => check::run(&args, talk),
        Command::Backup(args) => keep::backup(&args, talk),
        Command::Why(args) => why::run(&args, talk),
        Command::Stats(args) => stats::run(&args),
        Command::Analyze(args) => analyze::run(&args, talk),
        Command::Rules(args) => rules::run(&args, talk),
        Command::Demo(args) => demo::run(&args, talk),
        Command::Completions(args) => completions::shell(&args),
        Command::Man => completions::manual(),
    }
}

/// A folder that cannot be made.
fn cannot_make(folder: &std::path::Path, error: &std::io::Error) -> anyhow::Error {
    crate::exit::fail(Code::Usage, format!("{}: cannot make this folder: {error}", folder.display()))
}
