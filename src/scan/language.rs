//! How languages write comments and strings, as far as it matters to tell code from what is said about it.

/// A family of languages with one way of writing comments and strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    Script,
    /// Java, Go, Rust and their like, and JSON, which may have their comments.
    Braces,
    Hcl,
    /// Shell, Dockerfile, YAML, TOML and most configuration.
    Hash,
    /// INI files and their like.
    Ini,
    Batch,
    Powershell,
    Ruby,
    /// Jsonnet and Bicep.
    Jsonnet,
    Sql,
    Lua,
    Markup,
    /// Nothing in it is a comment.
    Plain,
}

/// What opens and closes a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    pub(super) opening: &'static str,
    pub(super) span: Span,
    pub(super) escapes: bool,
}

/// How far a string may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Line,
    Lines,
    /// Over lines, with code in `${…}`.
    Template,
}

pub(super) struct Grammar {
    /// What begins a comment that ends with its line.
    pub(super) lines: &'static [&'static str],
    /// These come first: one may begin like a comment of a line.
    pub(super) blocks: &'static [(&'static str, &'static str)],
    /// Longer ones first.
    pub(super) quotes: &'static [Quote],
    /// Comments and strings begin at blanks only: `a#b` and `don't` are words.
    pub(super) is_loose: bool,
    pub(super) has_regexes: bool,
}

const fn quote(opening: &'static str, span: Span) -> Quote {
    Quote {
        opening,
        span,
        escapes: true,
    }
}

const C_BLOCK: &[(&str, &str)] = &[("/*", "*/")];

const PYTHON: Grammar = Grammar {
    lines: &["#"],
    blocks: &[],
    quotes: &[
        quote("\"\"\"", Span::Lines),
        quote("'''", Span::Lines),
        quote("\"", Span::Line),
        quote("'", Span::Line),
    ],
    is_loose: false,
    has_regexes: false,
};

const SCRIPT: Grammar = Grammar {
    lines: &["//"],
    blocks: C_BLOCK,
    quotes: &[
        quote("`", Span::Template),
        quote("\"", Span::Line),
        quote("'", Span::Line),
    ],
    is_loose: false,
    has_regexes: true,
};

const BRACES: Grammar = Grammar {
    lines: &["//"],
    blocks: C_BLOCK,
    quotes: &[
        quote("\"\"\"", Span::Lines),
        quote("\"", Span::Line),
        Quote {
            opening: "`",
            span: Span::Lines,
            escapes: false,
        },
    ],
    is_loose: false,
    has_regexes: false,
};

const HCL: Grammar = Grammar {
    lines: &["#", "//"],
    blocks: C_BLOCK,
    quotes: &[quote("\"", Span::Line)],
    is_loose: false,
    has_regexes: false,
};

/// What Jinja leaves out, in whichever file it fills in.
const JINJA: (&str, &str) = ("{#", "#}");

const WITHIN_LINES: &[Quote] = &[quote("\"", Span::Line), quote("'", Span::Line)];

/// One whose comments and strings begin at blanks.
const fn loose(
    lines: &'static [&'static str],
    blocks: &'static [(&'static str, &'static str)],
) -> Grammar {
    Grammar {
        lines,
        blocks,
        quotes: WITHIN_LINES,
        is_loose: true,
        has_regexes: false,
    }
}

const HASH: Grammar = loose(&["#"], &[JINJA]);
const INI: Grammar = loose(&["#", ";"], &[JINJA]);
const BATCH: Grammar = loose(&["::", "REM ", "rem ", "Rem ", "@REM ", "@rem "], &[]);
const POWERSHELL: Grammar = loose(&["#"], &[("<#", "#>")]);
const RUBY: Grammar = loose(&["#"], &[("=begin", "=end")]);

const JSONNET: Grammar = Grammar {
    lines: &["//", "#"],
    blocks: C_BLOCK,
    quotes: WITHIN_LINES,
    is_loose: false,
    has_regexes: false,
};

const LUA: Grammar = Grammar {
    lines: &["--"],
    blocks: &[("--[[", "]]")],
    ..JSONNET
};

const SQL: Grammar = Grammar {
    lines: &["--"],
    blocks: &[("/*", "*/"), JINJA],
    quotes: &[
        Quote {
            opening: "'",
            span: Span::Line,
            escapes: false,
        },
        Quote {
            opening: "\"",
            span: Span::Line,
            escapes: false,
        },
    ],
    is_loose: false,
    has_regexes: false,
};

const MARKUP: Grammar = Grammar {
    lines: &[],
    blocks: &[("<!--", "-->")],
    quotes: &[],
    is_loose: false,
    has_regexes: false,
};

const PLAIN: Grammar = Grammar {
    lines: &[],
    blocks: &[],
    quotes: &[],
    is_loose: false,
    has_regexes: false,
};

impl Language {
    pub(super) fn grammar(self) -> &'static Grammar {
        match self {
            Self::Python => &PYTHON,
            Self::Script => &SCRIPT,
            Self::Braces => &BRACES,
            Self::Hcl => &HCL,
            Self::Hash => &HASH,
            Self::Ini => &INI,
            Self::Batch => &BATCH,
            Self::Powershell => &POWERSHELL,
            Self::Ruby => &RUBY,
            Self::Jsonnet => &JSONNET,
            Self::Sql => &SQL,
            Self::Lua => &LUA,
            Self::Markup => &MARKUP,
            Self::Plain => &PLAIN,
        }
    }
}
