//! The server of Oxigraph (`pip install oxigraph`), where it is installed: the same as for the server in this process.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use simpul_remote::{Credentials, PushOptions, Server as Remote, Target, push};

use simpul_store::Base;

use crate::made::three;
use crate::push::{ALL, client, rows};

/// Ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The server on a free port; `None`, with a line on stderr, where there is no such program.
fn start(program: &str, dir: &std::path::Path) -> Option<(Running, String)> {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let child = Command::new(program)
        .args(["serve", "--location"])
        .arg(dir)
        .args(["--bind", &address.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(child) = child else {
        // Not through `eprintln`, which the test runner hides.
        let line =
            format!("SKIPPED: {program} is not installed (pip install oxigraph); no push to a real server\n");
        std::io::stderr().lock().write_all(line.as_bytes()).unwrap();
        return None;
    };
    let running = Running(child);
    let start = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(start.elapsed() < Duration::from_secs(60), "{program} does not listen");
        thread::sleep(Duration::from_millis(50));
    }
    Some((running, format!("http://{address}")))
}

#[test]
fn oxigraph_holds_what_the_store_holds() {
    let dir = tempfile::tempdir().unwrap();
    let Some((_running, url)) = start("oxigraph", dir.path()) else { return };
    let (client, store) = (client(Credentials::None), three());
    let remote = Remote::new(&client, format!("{url}/query"));
    for graphs in [Some(format!("{url}/store")), None] {
        let target = Target { query: format!("{url}/query"), update: format!("{url}/update"), graphs };
        let options = PushOptions { batch: 20, ..PushOptions::default() };
        let push = || push(&client, &target, &store.graphs(&Base::default()), &options, &mut |_| {}).unwrap();
        let first = push();
        assert_eq!(first.sent + first.unchanged, 4);
        assert_eq!(push().unchanged, 4);
        assert_eq!(rows(&remote, ALL), rows(&store, ALL));
    }
    let graph =
        simpul_store::Sparql::parse("CONSTRUCT { ?s rel:meets ?o } WHERE { ?s rel:meets ?o }").unwrap();
    assert_eq!(
        remote.query(&graph).unwrap(),
        simpul_store::Ask::ask(&store, &graph, &Default::default()).unwrap()
    );
}
