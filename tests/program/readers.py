"""What PaceLedger writes, read by programs that other people wrote: prov, duckdb, icalendar."""

import json
import pathlib
import sys

import duckdb
import icalendar
import prov.model

folder = pathlib.Path(sys.argv[1])

# W3C PROV-JSON: read, written and read again to the same document.
text = (folder / "plan.prov.json").read_text()
document = prov.model.ProvDocument.deserialize(content=text, format="json")
again = prov.model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
assert document == again, "the document changes on its way"
used = list(document.get_records(prov.model.ProvUsage))
expected = json.loads(text)
assert len(used) == len(expected["used"]) > 0
print(f"prov: {len(list(document.get_records()))} records, {len(used)} used")

# Parquet: the rows and the types that the other formats have.
count = duckdb.sql(f"select count(*) from '{folder}/events/*.parquet'").fetchall()[0][0]
lines = len((folder / "events.jsonl").read_text().splitlines())
assert count == lines > 0, (count, lines)
types = {row[0]: row[1] for row in duckdb.sql(f"describe select * from '{folder}/events/*.parquet'").fetchall()}
assert types["position"] in ("BIGINT", "UBIGINT"), types
assert types["recorded_at"] == types["occurred_at"] == "TIMESTAMP WITH TIME ZONE", types
kinds = {row[0]: row[1] for row in duckdb.sql(f"describe select * from '{folder}/workouts.parquet'").fetchall()}
expected = {"local_date": "DATE", "start": "TIMESTAMP WITH TIME ZONE", "distance_m": "BIGINT", "load": "DOUBLE"}
assert {name: kinds[name] for name in expected} == expected, kinds
nobody = duckdb.sql(f"select count(*), typeof(any_value(reported_on)) from '{folder}/injuries.parquet'").fetchall()[0]
assert nobody == (0, "DATE"), nobody
metres = duckdb.sql(f"select count(*), sum(distance_m) from '{folder}/workouts.parquet'").fetchall()[0]
csv = duckdb.sql(f"select count(*), sum(distance_m) from '{folder}/workouts.csv'").fetchall()[0]
assert metres == csv, (metres, csv)
print(f"duckdb: {count} events, {metres[0]} workouts, {metres[1]} m")

# iCalendar: every event is whole, and folding and escaping are undone.
feed = (folder / "training.ics").read_bytes()
assert all(len(line) <= 75 for line in feed.split(b"\r\n")), "a line is longer than 75 octets"
calendar = icalendar.Calendar.from_ical(feed)
events = calendar.walk("VEVENT")
assert events and len({str(event["UID"]) for event in events}) == len(events)
for event in events:
    assert not event.errors, event.errors
    assert event["DTSTART"].dt < event["DTEND"].dt and int(event["SEQUENCE"]) > 0
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt and event["LAST-MODIFIED"].dt.tzinfo is not None
    assert "\\" not in str(event["SUMMARY"]) and str(event["STATUS"]) in ("CONFIRMED", "CANCELLED")
print(f"icalendar: {len(events)} events, the first \"{events[0]['SUMMARY']}\"")
