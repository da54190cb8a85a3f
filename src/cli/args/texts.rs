//! What stands behind the options in the help texts and in the man page.

pub(super) const AFTER: &str = "\
Exit status: 0 done, and for check all passed; 1 the answer is no; 2 usage, config or data error;
4 network failed; 5 the fetched catalog was refused; 6 the cache could not be written, also
because another refresh is running; 130 a pick was aborted.

Files: portolan reads config.toml and custom.toml in its config folder, and portolan.toml of the
project; `portolan info` says which are in use. It never writes them, and sends nothing anywhere
unless you run `portolan refresh`.";

pub(super) const EXAMPLES: &str = "\
Examples:
  portolan list google                       connectors with google in their names
  portolan list 'level:airbyte kind:source'  the sources that Airbyte maintains
  portolan show source-postgres --on oss     everything about one, for a self-managed installation
  portolan check source-stripe@5.0.0         may it go into a pipeline? exit 1 if not
  portolan deadlines --within 30d            what must be upgraded soon
  portolan explain level marketplace         what a word means, and who says so";

/// The language of queries, for the long help and the man page.
pub(super) const QUERIES: &str = "\
Queries: words and terms, all of which must hold, in any order.
  postgres 'exact ^start end$    a word, and where it is hit
  \"two words\" two\\ words         kept together; \\ frees a mark
  !word -word a | b              without it; one or the other
  level:airbyte,enterprise       any of the values
  -level:archived                none of them
  usage:>=medium stage:<ga       an order, the best highest
  due:<30d due:2026-03           a deadline within days or a month
  updated:<90d changed:>1y       less or more than so long ago
  updated:>2025-06               after the first of the month
  updated:2025-01..2025-06       from a month through another
  name:google host:google.com    letters of a name or host

Fields: level, stage, on, kind, type, language, license, readiness, support,
usage, success, due, updated, changed, name, host; any unique beginning will
do. Days, weeks, months of 30 days and years are d, w, m and y. What is not
understood is searched for as text, and said. Quote what the shell would take
for itself; before a word with a leading hyphen write --.";
