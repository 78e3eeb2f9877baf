//! The tables of entities and edges as Apache Parquet, for DuckDB, pandas and R. <https://parquet.apache.org/>
//!
//! Every column may be null: what a table leaves empty is null here. No text is changed, for no reader of this format
//! takes a cell for a formula.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use simpul_graph::Graph;
use simpul_text::Language;

use crate::table::{self, Table};
use crate::value::{EDGE, NODE, Type};

/// An entity a row.
pub(crate) fn nodes(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    write(&table::nodes(graph, language), "nodes", out)
}

/// An edge a row.
pub(crate) fn edges(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    write(&table::edges(graph, language), "edges", out)
}

/// What a column of that name holds.
fn type_of(column: &str) -> Type {
    let known = NODE.iter().chain(&EDGE).find(|a| a.0 == column).map(|a| a.1);
    known.unwrap_or(if column == "Weight" { Type::Whole } else { Type::Text })
}

fn write(table: &Table, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = encode(table, name).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn encode(table: &Table, name: &str) -> Result<Vec<u8>, ParquetError> {
    let column = |name: &&str| {
        let kind = match type_of(name) {
            Type::Text => format!("binary {name} (UTF8)"),
            Type::Whole => format!("int64 {name}"),
            Type::Real => format!("double {name}"),
            Type::Truth => format!("boolean {name}"),
        };
        format!("optional {kind};")
    };
    let columns: String = table.header.iter().map(column).collect();
    let schema = Arc::new(parse_message_type(&format!("message {name} {{ {columns} }}"))?);
    let properties = Arc::new(WriterProperties::builder().set_created_by("simpul".to_owned()).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (at, name) in table.header.iter().enumerate() {
        let Some(column) = group.next_column()? else { break };
        let cells: Vec<&str> = table.rows.iter().map(|row| row.get(at).map_or("", String::as_str)).collect();
        match type_of(name) {
            Type::Text => fill::<ByteArrayType>(column, &cells, |cell| Some(ByteArray::from(cell)))?,
            Type::Whole => fill::<Int64Type>(column, &cells, |cell| cell.parse().ok())?,
            Type::Real => fill::<DoubleType>(column, &cells, |cell| cell.parse().ok())?,
            Type::Truth => fill::<BoolType>(column, &cells, |cell| cell.parse().ok())?,
        }
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

/// Writes a column; a cell that is empty or of another type is null.
fn fill<T: DataType>(
    mut column: SerializedColumnWriter<'_>,
    cells: &[&str],
    value: impl Fn(&str) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<Option<T::T>> =
        cells.iter().map(|c| if c.is_empty() { None } else { value(c) }).collect();
    let levels: Vec<i16> = values.iter().map(|v| i16::from(v.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}
