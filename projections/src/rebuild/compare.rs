//! What tables hold, in a form that two of them can be compared by.

use sqlx::PgConnection;

use crate::generation::{Generation, ident, relations};

/// A table of the live generation beside the same table of a rebuilt one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TableCheck {
    pub table: String,
    pub live_rows: u64,
    pub rebuilt_rows: u64,
    pub equal: bool,
}

/// One table's number of rows, and a hash over all their bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub(super) table: String,
    pub(super) rows: u64,
    pub(super) hash: String,
}

/// The fingerprints of all of a generation's tables, and of whom it has parked.
pub(super) async fn fingerprints(
    connection: &mut PgConnection,
    generation: &Generation,
) -> Result<Vec<Fingerprint>, sqlx::Error> {
    let mut prints = Vec::new();
    for table in relations(connection, &generation.schema, 'r').await? {
        let rows = format!("select t::text as row from {}.{} t", ident(&generation.schema), ident(&table));
        prints.push(fingerprint(connection, table, &rows).await?);
    }
    // Neither name is anything but our own constant.
    let parked = format!(
        "select subject || ' ' || position as row from public.parked_subjects
         where (name, version, generation) = ('{}', {}, {})",
        generation.name, generation.version, generation.number
    );
    prints.push(fingerprint(connection, "parked_subjects".to_owned(), &parked).await?);
    Ok(prints)
}

/// Hashes of hashes, in order; in groups, since no value may grow beyond a gigabyte.
async fn fingerprint(connection: &mut PgConnection, table: String, rows: &str) -> Result<Fingerprint, sqlx::Error> {
    let (count, hash): (i64, String) = sqlx::query_as(&format!(
        "select coalesce(sum(n), 0)::bigint, md5(coalesce(string_agg(hash, '' order by hash), ''))
         from (select count(*) as n, md5(string_agg(hash, '' order by hash)) as hash
               from (select md5(row) as hash from ({rows}) r) hashed group by left(hash, 2)) grouped"
    ))
    .fetch_one(connection)
    .await?;
    Ok(Fingerprint { table, rows: count.unsigned_abs(), hash })
}

pub(super) fn compare(live: &[Fingerprint], rebuilt: &[Fingerprint]) -> Vec<TableCheck> {
    let find = |prints: &[Fingerprint], table: &str| prints.iter().find(|print| print.table == table).cloned();
    let only_rebuilt = rebuilt.iter().filter(|print| find(live, &print.table).is_none());
    live.iter()
        .chain(only_rebuilt)
        .map(|Fingerprint { table, .. }| {
            let (live, rebuilt) = (find(live, table), find(rebuilt, table));
            TableCheck {
                table: table.clone(),
                equal: live == rebuilt,
                live_rows: live.map_or(0, |print| print.rows),
                rebuilt_rows: rebuilt.map_or(0, |print| print.rows),
            }
        })
        .collect()
}
