//! With the feature `rocksdb`: says at once what is missing to compile RocksDB, which by itself fails after a quarter of
//! an hour, for it looks for libclang last.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// Folders in which distributions put libclang; a star stands for any version.
const LIBRARY_FOLDERS: &str = "/usr/lib/llvm-*/lib /usr/lib/llvm/*/lib64 /usr/lib/llvm*/lib /usr/lib /usr/lib64 \
    /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu /usr/local/lib /opt/homebrew/opt/llvm/lib \
    /usr/local/opt/llvm/lib /Library/Developer/CommandLineTools/usr/lib";
const HOW: &str = "on Debian and Ubuntu: apt install g++ clang libclang-dev; on Fedora: dnf install gcc-c++ clang \
    clang-devel; on macOS: xcode-select --install; elsewhere name the folder of libclang in LIBCLANG_PATH and the \
    compiler in CXX";

fn main() -> ExitCode {
    for name in ["LIBCLANG_PATH", "CXX", "CARGO_FEATURE_ROCKSDB"] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_ROCKSDB").is_none() || cfg!(windows) {
        return ExitCode::SUCCESS;
    }
    let mut missing = Vec::new();
    if !has_libclang() {
        missing.push("libclang");
    }
    if !has_compiler() {
        missing.push("a compiler of C++20");
    }
    if missing.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::error=the feature rocksdb needs {}, which is not here; {HOW}", missing.join(" and "));
    ExitCode::FAILURE
}

fn has_libclang() -> bool {
    if let Some(path) = std::env::var_os("LIBCLANG_PATH") {
        let path = PathBuf::from(path);
        return path.is_file() || holds_libclang(&path);
    }
    let asked = Command::new("llvm-config").arg("--libdir").output().ok();
    let told = asked.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    LIBRARY_FOLDERS.split_whitespace().chain(told.as_deref()).flat_map(expand).any(|f| holds_libclang(&f))
}

fn holds_libclang(folder: &Path) -> bool {
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.file_name());
    names.filter_map(|n| n.into_string().ok()).any(|n| {
        let library = n.starts_with("libclang.") || n.starts_with("libclang-");
        library && (n.contains(".so") || n.ends_with(".dylib"))
    })
}

/// The folders that a pattern with at most one star stands for.
fn expand(pattern: &str) -> Vec<PathBuf> {
    let Some((before, after)) = pattern.split_once('*') else { return vec![PathBuf::from(pattern)] };
    let (parent, start) = before.rsplit_once('/').unwrap_or(("", before));
    let found = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let fits = found.filter(|e| e.file_name().to_str().is_some_and(|n| n.starts_with(start)));
    fits.map(|e| e.path().join(after.trim_start_matches('/'))).collect()
}

/// True where the compiler knows C++20. The RocksDB build takes the one in `CXX`, or `c++`.
fn has_compiler() -> bool {
    let compiler = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    let arguments = ["-std=c++20", "-fsyntax-only", "-x", "c++", "/dev/null"];
    let run = Command::new(compiler).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}
